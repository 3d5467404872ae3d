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
# $replaced is a list such as 仿宋→Noto Serif CJK SC.
paper-fonts-replaced = 本机缺少规定的字体,已用以下字体代替:{ $replaced }。
paper-font-replaced = { $named }→{ $by }
paper-between = 、
paper-glyphs-missing = 本机字体缺少以下字,以空框印出:{ $characters }。
