"""The nouns of the trade, frozen: skill, question, person, record, certificate, form, response."""
