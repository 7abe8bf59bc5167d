"""What went off the plan and waits for a person: one queue, the dearest to let wait first."""
