"""Owns which instruments are in use, half-filled forms, and risk levels that wait for confirmation.

Never the filled forms: those are entries of the journal. Never decides a level: people do, and a workflow
writes it down.
Source: rule book L-01 to L-08; FHIR R4 Questionnaire.
"""
