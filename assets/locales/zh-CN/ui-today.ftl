### 今日

today-date = { $date } { $weekday }
today-kpi-of = { $period } · 截至 { $date }
today-target = 目标
today-follow-ups = 我的跟进
today-follow-ups-none = 没有待跟进的事
today-follow-ups-none-text = 记走访时写上下一步和期限,到期会出现在这里。
today-overdue = 逾期 { $count } 天
today-due-today = 今天到期
today-due = { $date }到期
today-done = 完成
today-done-label = 完成:{ $what }
today-returned = 退回待补正
today-review = 待审核到资
today-review-none = 没有待审核的到资
today-review-none-text = 填报员提交后,会按流程依次到这里。
today-others = 别人的逾期跟进
today-drafts = 草稿
today-stale = 停滞的项目
today-stale-all = 全部 { $count } 个 ›
