"""When somebody is treated unfairly because of their past: what happened, which way leads out, what came.

Nothing is written down, and nothing is sent to anybody, unless the person agrees each time (rules K-01, K-02,
K-12). Their wish decides; wanting only to be heard is a wish.
"""
