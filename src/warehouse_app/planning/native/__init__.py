"""The planner's innermost loops in C, where they were compiled when the program was installed; never needed."""
