"""Owns surveys: what is asked, who of the register was drawn, which addresses were used, and the answers.

Three tables keep an answer apart from the person. An invitation knows the person and a pseudonym of this one
survey; a ticket knows the pseudonym and whether its address was used; an answer knows neither, unless the
survey says so. Answering never touches a table about people. When a survey is finished, invitations and
tickets are deleted and the answers are written anew in random order, so that not even the order in which rows
came tells whose they were.
"""
