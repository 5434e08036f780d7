"""Assignment: whose file is nobody's yet, and who shall care for them."""
