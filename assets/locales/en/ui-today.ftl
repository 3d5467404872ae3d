### Today

today-date = { $weekday }, { $date }
today-kpi-of = { $period } · as of { $date }
today-target = target
today-follow-ups = My follow-ups
today-follow-ups-none = Nothing to follow up
today-follow-ups-none-text = Give a meeting a next step and a due date, and it comes here in time.
today-overdue = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
today-due-today = due today
today-due = due { $date }
today-done = Done
today-done-label = Done: { $what }
today-returned = Returned to mend
today-review = Funds that wait for review
today-review-none = Nothing waits for review
today-review-none-text = What officers submit comes here step by step.
today-others = Others' overdue steps
today-drafts = Drafts
today-stale = Projects that stand still
today-stale-all = All { $count } ›
