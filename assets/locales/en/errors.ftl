### What the program refuses: what is wrong, where, and what to do. The end of a key is the stable code.

# Store and keys

# $path is the folder.
error-store-missing = There is no store in { $path }. Check the folder, or restore a backup.
error-store-exists = { $path } is not empty and is not written over. Choose an empty folder.
# $detail is empty, truncated, foreign, or the database's own words.
error-store-damaged = { $path } is no readable store ({ $detail ->
    [empty] the file is empty
    [truncated] the file is cut short
    [foreign] it is another program's file
    [missing] the file is missing
   *[other] { $detail }
}); nothing was changed. Restore one of the backups in the folder backups into a new folder.
error-keys-damaged = { $path } holds no readable keys, so the store cannot be opened. Restore this file from a backup.
error-store-busy = { $path } is being written by another window or program. Close that one, or only read.
error-store-newer = The store was written by a newer version (schema { $found }, this program knows { $known }). Update the program.
error-wrong-passphrase = Wrong user or passphrase.
error-weak-passphrase = The passphrase is too short; it needs at least 8 characters.
error-read-only = The store is open for reading only.
error-backup-bad = { $path } is no usable backup ({ $detail ->
    [missing] the file is missing
    [foreign] it holds what no backup holds
    [incomplete] it is incomplete
   *[other] { $detail }
}). Take another backup.
error-busy = An import is at work: wait for it or cancel it, then save.
error-import-none = No file is being imported; choose one first.
error-cancelled = Cancelled; nothing was changed.
error-chain-broken = Journal entry { $entry } does not verify: it was tampered with or the file is damaged. Stop using this store and restore a backup.

# Finding

# $kind is what was looked for, $key the name, number or id that was given.
error-not-found = There is no { $kind ->
    [company] company
    [project] project
    [meeting] meeting
    [fund] line of funds
    [user] user
    [zone] zone
    [list] list
    [edition] edition
    [evidence] evidence file
    [import] import
    [close] close
    [rate] rate
   *[other] { $kind }
} “{ $key }”. Check the name or number; search finds it.
error-ambiguous = There are several { $kind ->
    [company] companies
    [project] projects
    [meeting] meetings
    [fund] lines of funds
    [user] users
    [zone] zones
   *[other] { $kind }
} called “{ $key }”. Say which by credit code, number or id.
error-exists = There is a { $kind ->
    [company] company
    [project] project
    [fund] line of funds
    [user] user
    [zone] zone
    [list] list
    [file] file
   *[other] { $kind }
} “{ $key }” already. Choose another name or number.

# Filling in

error-missing = { $field ->
    [bureau] The bureau’s name
    [zone] The zone
    [user] The user’s name
    [name] The name
    [project_name] The project’s name
    [code] The code
    [verified_on] The date of verification
    [origins] The origins that count
    [forms] The forms that count
    [percent] The percentage
    [reason] The reason
    [investor] The investor
    [form] The form
    [origin] The origin
    [arrival] The date of arrival
    [amount] The amount
    [company] The company
   *[other] { $field }
} is missing; fill it in.
error-invalid = { $field ->
    [currency] Currency
    [amount] Amount
    [share] Share
    [rate] Rate
    [rate_unit] Rate unit
    [uscc] Credit code
    [lei] LEI
    [country] Country
    [percent] Percentage
    [valid_to] Last day
    [stage] Stage
    [date] Date
    [target] Target
    [origins] Origin
    [forms] Form
    [evidence] Evidence file (bytes)
    [list_lines] Lists to lines
    [score] score
    [score_full] full score
    [score_cap] cap of the score
    [score_min] efficacy minimum
    [score_max] efficacy maximum
    [score_step] step
    [score_bonus] bonus a step
    [stale] stale limits
    [investor] Investor
   *[other] { $field }
} “{ $value }” cannot be taken; expected: { $expected }.
error-amount-range = { $field ->
    [amount] The amount
   *[other] { $field }
} is beyond what the ledger holds; check its unit.
error-forbidden = { $user } ({ $role ->
    [officer] officer
    [section_head] section head
    [deputy_director] deputy director
    [readonly] read only
    [admin] administrator
   *[other] { $role }
}) may not do this; ask a colleague who may.

# Delivered funds

# $fund is the line’s reference number.
error-last-admin = { $user } is the last admin; make somebody else at work admin first.
error-self-verification = Nobody verifies funds they submitted themselves ({ $fund }, submitted by { $user }); ask another colleague.
error-wrong-status = Line { $fund } is “{ $status ->
    [DRAFT] draft
    [SUBMITTED] submitted
    [FIRST_PASS] first review passed
    [RECHECKED] re-checked
    [VERIFIED] verified
    [RETURNED] returned
    [REJECTED] rejected
   *[other] { $status }
}” and cannot take this step. The way is: submit → first review → re-check → verify.
error-immutable = { $what ->
    [fund] A verified or rejected line
    [evidence] Evidence of a verified line
    [evidence_use] Evidence of a verified line
    [period_close] A closed period
    [fund_step] A step of the workflow
    [milestone] A milestone
    [target] A target that was set
    [scheme] A year’s rules as they were set
    [edition] A locked edition
    [journal] The journal
   *[other] { $what }
} never changes or vanishes. Put funds right by a reversal, anything else by a further record.
error-edition-frozen = The edition { $edition } is locked, because closed figures stand on it: its publication date ({ $published }) and source no longer change. Give those it has, or the year of the new edition.
error-reversal-exceeds = Only { $left } of { $fund } is left to reverse; the reversal may not be more.
error-reversal-sign = A reversal of { $fund } must have the other sign.
error-voucher-exceeded = Only { $left } of voucher { $voucher } is left; its parts may not sum to more than the voucher.
error-voucher-part = What { $fund } uses of voucher { $voucher } must be more than 0 and at most { $most }.
error-voucher-twice = Voucher { $voucher } proves { $fund } already: a double count? Where one voucher covers several lines, say so (--split).
error-evidence-missing = The evidence of { $fund } is not complete, so it cannot be verified. Needed: { $needs } (+ means together, / means one of; a bank slip’s payer must be the investor).
error-arrival-late = The date { $arrived_on } cannot be: not after { $limit }. Check arrival, verification and today.
error-rate-missing = No { $currency } rate for an arrival on { $arrived_on } (that day or up to 10 days before). Add the rate first (rate add).
error-shares-exceed = The investors’ shares of project “{ $project }” sum to more than 100 %; check them.
error-shares-open = The investors’ shares of “{ $project }” sum to { $sum } %, not to 100 %, so its total cannot be split. Enter each investor’s share in the project first.
error-audited-twice = Profit of { $year } was reinvested by { $fund } already; each audited year counts once. Check the year.
error-over-agreed = Verified, “{ $project }” would exceed its agreement by { $over } (10,000 CNY). Enter the supplementary agreement first, or say why it is verified all the same.
error-credit-split = The units’ shares of “{ $project }” must sum to 100 %; they sum to { $sum } basis points.
error-merge-self = “{ $company }” is one record. Choose another company.
error-merged-already = “{ $company }” was merged into “{ $into }”. Use that one.
error-merge-codes = Their credit codes or LEIs differ ({ $kept } and { $merged }): they are two companies. If one was mistyped, correct it first.
error-merge-owned = “{ $parent }” owns a part of “{ $child }”: they are two companies. If that link is a mistake, remove it first.
error-ownership-cycle = { $child } already stands above { $parent }; this link would close a circle. Check parent and child.

# Years and periods

error-period-closed = { $period } is closed. Funds verified later are late or prior-year adjustments by themselves.
error-period-not-ready = { $period } cannot be closed yet: it waits for { $first }, or { $first } comes first.
# $what lists what is open: reviews, drafts, gaps, rates, targets, agreed, rules.
error-close-unready = { $period } cannot be closed yet: something is open. Settle it, or say why it is closed all the same (not where a rule is broken).
error-not-published = { $period } has not been closed, so there are no published figures. Take the posted or the restated reading.
error-scheme-locked = A period of { $year } is closed; its rules stand.
error-nothing-to-undo = There is nothing to undo.
error-nothing-to-redo = There is nothing to redo.
# $op is the action’s code, $subject what it was done to.
error-undo-refused = { $op ->
    [fund-verified] “{ $subject }” is verified, which is not undone; put it right by a reversal.
    [fund-rejected] “{ $subject }” is rejected, which is final.
    [period-closed] { $subject } is closed, which is not undone.
    [edition-locked] The edition is locked, which is not undone.
    [user-changed] The role or leaving of “{ $subject }” is not undone; change it back under users.
    [user-added] User “{ $subject }” has a key already, which is not undone.
   *[other] “{ $subject }” is not undone by the rulebook ({ $op }).
}
error-undo-conflict = What would be undone was changed since ({ $table }.{ $field }). Undo the later change first.
error-undo-in-use = “{ $what }” is used by other records and cannot be undone. Deal with those first.

# Program and machine

error-database = The database failed: { $detail }. Nothing was changed; run verify.
error-io = Reading or writing { $path } failed: { $detail }. Check path, rights and free space.
error-internal = The program failed: { $detail }. Nothing was changed.

# PDF

error-pdf-no-font = This machine has no Chinese font, so no PDF can be written. Install one, for example on Debian or Ubuntu: apt install fonts-noto-cjk fonts-arphic-ukai; elsewhere Source Han Serif and Sans; then try again.
error-pdf-font-unreadable = The font file { $path } cannot be read ({ $detail }). Install that font again, or move the file away, then try again.
error-pdf-not-set = The PDF could not be set ({ $detail }). No file was written; please report this sentence to the maintainers.
