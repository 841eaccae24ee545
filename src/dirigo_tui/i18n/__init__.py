"""The reader's language: catalogues, words for codes, sentences for refusals, dates, numbers."""
