"""What the text of each notebook claims of many or of all, and the code that finds out.

One module a notebook. `CLAIMS` maps a piece of a sentence to a function that asserts what the
sentence says; `PLAIN` maps a piece of a sentence that has such a word but claims nothing about
numbers to the reason: an instruction, a definition, what the cell above prints.
"""
