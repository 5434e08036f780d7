"""The room of what came in from outside: batches of imported rows and what senders' columns mean.

Owns: which file was imported when and by whom, how each of its rows ended, whose files it made, open
questions about them, and what a sender's header words mean. Never does: keep what a row said about somebody;
that lies in the rooms below, under the batch's id. Sources: release rosters (design, section 3).
"""
