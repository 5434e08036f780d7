"""Rosters of people about to be released: from cells to rows with values and reasons. Pure.

``reading.RosterReading`` takes the lines of a workbook and gives rows; ``layout`` finds the table,
``columns`` knows the words of headers, ``rows`` reads one line, ``places`` reads addresses, ``words`` holds
what is said.
"""
