### What was done, in the undo bar and the history

op-follow-up-done = follow-up done
op-project-added = project made
op-milestone-added = milestone entered
op-fund-submitted = funds submitted
op-fund-passed = first review passed
op-fund-rechecked = recheck passed
op-fund-verified = funds verified
op-fund-returned = funds returned
op-fund-rejected = funds rejected
op-fund-reversed = reversal drafted
op-user-added = user added
op-zone-added = zone added
op-zone-changed = zone's rule changed
op-scheme-set = year's rules changed
op-target-set = target set
op-period-closed = period closed
op-import-reverted = import taken back
