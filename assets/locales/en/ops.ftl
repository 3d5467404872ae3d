### What was done, in the undo bar and the history (the others are in ui-ops.ftl)

op-bureau-made = bureau made
op-setting-changed = setting changed
op-user-changed = user changed
op-company-added = company added
op-company-changed = company changed
op-companies-merged = Merge companies
op-companies-kept-apart = Keep two companies apart
op-ownership-added = ownership entered
op-list-changed = list changed
op-edition-locked = edition locked
op-project-changed = project changed
op-meeting-logged = meeting logged
op-meeting-changed = meeting changed
op-fund-drafted = funds drafted
op-fund-changed = draft changed
op-fund-deleted = draft deleted
op-evidence-added = evidence added
op-rate-added = rate entered
op-imported = imported
op-undone = undone
op-redone = redone
op-ownership-changed = changed an ownership link
op-ownership-removed = removed an ownership link
op-view-saved = saved a view
op-view-removed = removed a view
