"""The desk: for whom should I do what today. The numbers on the tabs are the lengths of their lists."""
