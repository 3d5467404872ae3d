### Meetings

key-save = save
meeting-new = Log a meeting
meeting-company = Company
meeting-date = Date
meeting-mode = How
meeting-level = Level
meeting-lead = Led by
meeting-ours = Our people
meeting-theirs = Their people
meeting-topics = What was said
meeting-asks = What they ask
meeting-promises = What we promised
meeting-blockers = What blocks
meeting-next = Next step
meeting-owner = Owner
meeting-due = Due
meeting-project = Project
meeting-place = Place
meeting-trip = Trip
meeting-by = Entered by
meeting-future = A meeting cannot be later than today
meeting-need-next = A due date needs a next step
meetings-title = Meetings
meetings-text = { $count ->
    [one] { $count } meeting
   *[other] { $count } meetings
}
meetings-search = Find company, topic, place
meetings-open = Open follow-ups only
meetings-empty = No meetings yet
meetings-empty-text = Press N anywhere: company, date, what was said, the next step.
meetings-none = No meeting fits
meetings-none-text = Loosen the filters or try another word.
meeting-done = done
meeting-done-on = done { $date }
meeting-panel = Meeting
meeting-finish = Follow-up done
meeting-overdue = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
