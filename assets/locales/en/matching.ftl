### The same company: why it is held to be, and why that is doubtful

match-verdict-clear = matched
match-verdict-doubtful = doubtful
match-same-uscc = the same credit code
match-same-lei = the same LEI
match-same-name = the same name
match-alias = the same as the alias “{ $detail }”
match-forms = the same without “{ $detail }”
match-known-names = translations or former names: { $detail }
match-translated = word for word in the other language: { $detail }
match-place = the same without the place “{ $detail }”
match-words = the same but for “{ $detail }”
match-forms-differ = legal forms disagree: { $detail }
match-country-same = the same country ({ $detail })
match-country-differs = different countries ({ $detail })
match-industry-same = the same industry ({ $detail })
match-codes-differ = credit codes or LEIs differ
match-taken-by-row = row { $detail } of this list is that company
match-same-file = comes from an earlier row of this file
