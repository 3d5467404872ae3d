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
# $replaced is a list such as 仿宋 → Noto Serif CJK SC.
paper-fonts-replaced = This machine lacks fonts of the page format; replaced: { $replaced }.
paper-font-replaced = { $named } → { $by }
paper-between = {", "}
paper-glyphs-missing = No font of this machine has these characters, printed as boxes: { $characters }.
