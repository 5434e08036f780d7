"""Owns incidents of unfair treatment, their steps, and the legal words about them, which only lawyers read.

Never decides whether something may be written or sent (``guitu.domain.discrimination`` does).
"""
