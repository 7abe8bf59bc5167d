"""The page of return rules: reasons, policies and checklists, made, changed and dropped."""
