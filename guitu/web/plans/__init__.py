"""Rights and papers, the plan, the working group, the support map, wishes, and opinions about our work."""
