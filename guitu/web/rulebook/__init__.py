"""The rulebook: which rule asks this, in whose words, and how sure are we? ``#B-02`` leads to one rule."""
