"""The door: what the policy allows an account, told to the database in words it can check.

``domain.access`` decides; here the decision becomes a signed context and the policies of row-level security,
and here lie the relations and exclusions between accounts and persons. Never decides anything itself.
"""
