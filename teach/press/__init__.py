"""The press makes worksheets for lessons on paper: other numbers for each pupil, and a key."""
