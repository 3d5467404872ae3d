# What the renderers of a document put on paper beside its own text: numbers of captions, keys of charts.

# The caption of table $number.
paper-table = Table { $number }
# The caption of chart $number.
paper-chart = Figure { $number }
# The head of annex $number.
paper-annex = Annex { $number }
# The mark of time in a bullet chart, and where it stands.
paper-time = time elapsed { $percent }%
# The line of the whole target in a bullet chart.
paper-goal = target
