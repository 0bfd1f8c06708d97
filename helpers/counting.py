"""Counts are the oldest way to say the next letter: how often did which one follow so far."""

from collections import Counter

import numpy as np

from helpers import inputs
from helpers.names import LETTERS, PLACES, begun, listed
from helpers.words import _


class Counts:
    """How often each letter has followed each beginning of up to `back` letters, in some names.

    A name begins with so many points and ends with one. What follows the last `back` letters h is
    told in shares of three kinds, where c(h, k) counts the letter k behind h:

    - with `more` added to each count, (c(h, k) + more) / (c(h) + 27 more);
    - without, by Witten and Bell: (c(h, k) + r p) / (c(h) + r), where r is how many different
      letters have followed h, and p the share that one letter less of h gives; behind nothing it
      is 1/27. Source: Witten, Bell, The zero-frequency problem, 1991;
    - with a `discount` d, by Kneser and Ney: (max(c(h, k) - d, 0) + d r p) / c(h). Here c(h, k) is,
      of a beginning that is not the longest, how many different letters have stood before h and k,
      so that a letter counts as much as it is met in many surroundings. Sources: Kneser, Ney,
      Improved backing-off for m-gram language modeling, 1995; mixed with the shorter ones always,
      as in Chen, Goodman, An empirical study of smoothing techniques for language modeling, 1999.
    """

    def __init__(self, names, back=3, more=None, discount=None):
        self.back = inputs.whole("back", back, 0, PLACES)
        self.more = None if more is None else inputs.above_0("more", more)
        self.discount = (
            None if discount is None else inputs.within("discount", discount, 0.01, 0.99)
        )
        if None not in (more, discount):
            inputs.refuse("discount", discount, _("None, where more is added"))
        self.behind = {}
        for text in map(self._pointed, listed(names)):
            for i in range(self.back, len(text)):
                for far in range(self.back + 1) if discount is None else (self.back,):
                    self.behind.setdefault(text[i - far : i], Counter())[text[i]] += 1
        if discount is not None:
            self._count_surroundings()

    def _count_surroundings(self):
        """Count behind shorter beginnings each letter once for each letter that stood before."""
        for far in range(self.back, 0, -1):
            for known in [known for known in self.behind if len(known) == far]:
                self.behind.setdefault(known[1:], Counter()).update({*self.behind[known]})

    def _pointed(self, name):
        return "." * self.back + name + "."

    def following(self, beginning=""):
        """Return the shares of the 27 letters behind a beginning, shape (27,)."""
        known = "." * self.back + begun(beginning)[1:]
        return self._shares(known[len(known) - self.back :])

    def _shares(self, known):
        found = self.behind.get(known, Counter())
        counts = np.array([found[letter] for letter in LETTERS], dtype=float)
        if self.more is not None:
            return (counts + self.more) / (counts.sum() + self.more * len(LETTERS))
        shorter = self._shares(known[1:]) if known else np.full(len(LETTERS), 1 / len(LETTERS))
        if not found:
            return shorter
        if self.discount is not None:
            counts, rest = np.maximum(counts - self.discount, 0), self.discount * len(found)
            return (counts + rest * shorter) / found.total()
        return (counts + len(found) * shorter) / (counts.sum() + len(found))

    @property
    def size(self):
        """How many counts are kept that are not 0."""
        return sum(map(len, self.behind.values()))

    def loss(self, names):
        """Return the mean of -log of the share that each letter of these names was given."""
        told, losses = {}, []
        for text in map(self._pointed, listed(names)):
            for i in range(self.back, len(text)):
                known = text[i - self.back : i]
                if known not in told:
                    told[known] = dict(zip(LETTERS, self._shares(known), strict=True))
                losses.append(-np.log(told[known][text[i]]))
        if not losses:
            inputs.refuse("names", names, _("one name or more"))
        return float(np.mean(losses))
