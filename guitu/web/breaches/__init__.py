"""What was counted, hearing the person before anything is reported, losing touch, and telling of use."""
