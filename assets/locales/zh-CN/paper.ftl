# What the renderers of a document put on paper beside its own text: numbers of captions, keys of charts.

# The caption of table $number.
paper-table = 表{ $number }
# The caption of chart $number.
paper-chart = 图{ $number }
# The head of annex $number.
paper-annex = 附件{ $number }
# The mark of time in a bullet chart, and where it stands.
paper-time = 时序进度 { $percent }%
# The line of the whole target in a bullet chart.
paper-goal = 目标
