"""The audit screen: who did what, when and where; one deed with its facts; the proof of the trail; a look back."""
