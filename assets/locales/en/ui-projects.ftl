### Projects

choose = Choose
projects-search = Find project, code, investor
projects-none = No project fits
projects-empty = No projects yet
projects-empty-text = Make a project once there is a clear intent; meetings, steps and money then belong to it. Spreadsheets can be imported too.
project-panel = Project
project-code = Code
project-name = Project
project-investor = Investor
project-investors = Investors
project-investor-add = + Another investor
project-share = Share %
project-share-unreadable = A number from 0 to 100, two decimals at most
project-share-over = The shares sum to more than 100%
project-zone = Zone
project-zone-outside = { $zone } (does not count)
project-stage = Stage
project-stage-on = Since
project-signed = Signed
project-agreed = Agreed
project-agreed-wan = Agreed amount (¥10k)
project-no-agreed = not signed yet
project-delivered = Delivered
project-part = Delivered as a part of what was agreed
project-basis = Basis
project-basis-hint = One basis a project, so that nothing counts twice
project-industry = Industry
project-owner = Owner
project-milestones = Steps
project-funds = Delivered funds
project-funds-none = No money has arrived yet
basis-capital = Capital paid in
basis-expenditure = Expenditure
milestone-add = Enter a step
milestone-reason = Reason
milestone-need-reason = A pause or a drop needs a reason
project-supplements = Supplements
project-supplement-add = Enter a supplement
project-supplement-on = Signed on
project-credits = Credit
project-credits-set = Split the credit
project-credits-edit = A unit a line
project-credits-hint = unit, share in percent, first talk; shares sum to 100; a unit alone only claims it
project-credits-unreadable = A line cannot be read; write: UnitOne 60 2025-03-01
project-credit-claimed = claimed, not split
project-credit-talked = first talk { $date }
funnel = Projects by stage
funnel-stage = { $stage }: { $count ->
    [one] { $count } project
   *[other] { $count } projects
}, agreed { $amount } ¥100m
funnel-unit = Agreed, ¥100m
funnel-stale = { $count } stale
funnel-stale-only = Only the { $count } stale
funnel-stale-all = All of them
funnel-fulfilled = Fulfilled
funnel-started = Started
funnel-producing = Producing
funnel-delivered = Delivered of agreed
funnel-fulfilled-formula = Fulfilled = registered, started, funded or producing ÷ signed projects
funnel-started-formula = Started = started ÷ signed projects
funnel-producing-formula = Producing = producing ÷ signed projects
funnel-delivered-formula = Delivered of agreed = delivered by signed projects ÷ what they agreed, supplements included
funnel-reach-cumulative = Convention: whoever ever reached it counts; paused and dropped projects stay below the line.
funnel-reach-current = Convention: only whoever stands there now; a producing project is no longer among the started.
stale-days = stale { $days } days
stale-lead-answered = not answered for { $days } days (limit { $limit })
stale-lead-judged = not judged for { $days } days (limit { $limit })
stale-lead-feedback = no feedback for { $days } days (limit { $limit })
stale-negotiating = no contact for { $days } days (limit { $limit })
stale-registered = signed { $days } days ago, not registered (limit { $limit })
