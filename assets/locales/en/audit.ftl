### Self-audit: the rules, what was found, what to do

audit-i2 = reversals stay within their line
audit-i2-found = { $subject }: its reversals ({ $other }) exceed it
audit-i2-do = Check each reversal and reverse what is too much.
audit-i3 = parts of a voucher stay within it
audit-i3-found = voucher { $subject } proves { $other } with more than its amount
audit-i3-do = Check how much of it each line uses.
audit-i4 = arrival by today and by the verification
audit-i4-found = { $subject }: arrival { $on } lies after today or its verification
audit-i4-do = Correct the day of arrival by the voucher.
audit-i5 = who submits does not verify
audit-i5-found = { $subject }: verified by { $other }, who submitted it
audit-i5-do = Reverse it and have somebody else verify it anew.
audit-i6 = money outside the zone counts 0
audit-i6-found = { $subject } landed in { $other } and is counted
audit-i6-do = Data or program are at fault: keep a backup and call for help.
audit-i7 = foreign money has a rate of its arrival or of 10 days before
audit-i7-found = { $subject }: the { $other } rate is not of its arrival or the 10 days before
audit-i7-do = Enter that day’s rate, then correct the line.
audit-i8 = shares of a project sum to at most 100 %
audit-i8-found = { $subject }: shares sum to { $detail } %
audit-i8-do = Change the investors’ shares in the project.
audit-i9 = months sum to the cumulative figure
audit-i9-found = { $subject }, { $detail }: the months do not sum to { $wan } (10,000 CNY)
audit-i9-do = Data or program are at fault: keep a backup and call for help.
audit-i10 = exclusive rows sum to the total
audit-i10-found = { $subject }: the rows do not sum to the total { $wan } (10,000 CNY)
audit-i10-do = Data or program are at fault: keep a backup and call for help.
audit-i12 = no more verified than agreed
audit-i12-found = { $subject }: verified money exceeds the agreement by { $wan } (10,000 CNY)
audit-i12-do = Enter the supplementary agreement; where there is none, see whether the money is of another project.
audit-i13 = funded exactly where net verified money is above 0
audit-i13-found = { $subject }: stage { $detail } does not fit its verified money
audit-i13-do = Data or program are at fault: keep a backup and call for help.
audit-i14 = editions behind published figures are locked
audit-i14-found = edition { $subject } is not locked, and { $other } depends on it
audit-i14-do = Keep a backup and call for help.
audit-d1 = the same voucher twice
audit-d1-found = voucher { $subject } was entered for { $other } each
audit-d1-do = Return one of the lines; where one voucher is for several, enter it as a split.
audit-d2 = the same payer, payee and amount within three days
audit-d2-found = { $subject } and { $other } ({ $on }) have the same payer, project and amount, { $wan } (10,000 CNY)
audit-d2-do = Compare the slips’ numbers and return one if it is the same.
audit-d3 = one basis a project
audit-d3-found = { $subject }: its form is not of the basis of { $other } and counts 0
audit-d3-do = Check the project’s basis; money of the other basis is not entered.
audit-d4 = money that passes through
audit-d4-found = { $subject } and { $other } ({ $on }) follow each other with the same amount: perhaps one sum handed down
audit-d4-do = Only the last hop counts: return or reverse the one before.
audit-d5 = money that goes round
audit-d5-found = { $subject }: within 30 days after { $other } money went back to the payer’s group, { $wan } (10,000 CNY)
audit-d5-do = Find out why it left; where it only went round, reject or reverse the line.
audit-d7 = two units claim one project
audit-d7-found = { $subject }: claimed by { $other }{ $detail ->
    [none] {""}
   *[other] , first to talk { $detail }
  }
audit-d7-do = Credit the first to talk, or enter the split in the project (100 % in all).
audit-d8 = local and fiscal money
audit-d8-found = { $subject }: payer { $other } may be an office of government or local
audit-d8-do = Fiscal and local money does not count; where it is from outside, say why in the note.
audit-d9 = a move inside the city
audit-d9-found = { $subject }: the investor had { $other } elsewhere before ({ $detail })
audit-d9-do = See whether it moved within the city; then it is not newly attracted.
audit-d10 = a line of an earlier year again
audit-d10-found = { $subject } has the investor, arrival and amount of { $other }, verified before
audit-d10-do = Return it where it is the same; compare with the ledger of the year it arrived in.
audit-r14 = reinvested profit once an audited year
audit-r14-found = { $subject }: { $detail ->
    [none] does not say of which audited year
   *[other] profit of { $detail } stands in { $other } too
  }
audit-r14-do = Enter the year the audit report is of; return one of two of the same year.
