### 程序拒绝什么:出了什么事、在哪里、怎么办。键的后半是稳定的代码。

# 存储与钥匙

# $path 是文件夹。
error-store-missing = { $path } 里没有数据。请检查文件夹,或用备份恢复(restore)。
error-store-exists = { $path } 不是空文件夹,不会覆盖它。请另选一个空文件夹。
# $detail 是 empty(空文件)、truncated(残缺)、foreign(不是本程序的文件),或数据库的原话。
error-store-damaged = { $path } 不是可读的数据文件({ $detail ->
    [empty] 文件是空的
    [truncated] 文件残缺
    [foreign] 不是本程序的文件
    [missing] 文件不在
   *[other] { $detail }
}),未作任何改动。请从 backups 文件夹里的备份恢复到新的文件夹。
error-keys-damaged = { $path } 读不出钥匙,数据打不开。请从备份里恢复这个文件。
error-store-busy = { $path } 正被另一个窗口或程序写入。请先关闭那一个,或只做查询。
error-store-newer = 数据由更新的版本写成(结构 { $found },本程序认识到 { $known })。请升级程序。
error-wrong-passphrase = 用户名或口令不对。
error-weak-passphrase = 口令太短,至少要 8 个字符。
error-read-only = 数据以只读方式打开,不能修改。
error-backup-bad = { $path } 不是可用的备份({ $detail ->
    [missing] 文件不在
    [foreign] 含有不属于备份的内容
    [incomplete] 内容不全
   *[other] { $detail }
})。请换一份备份。
error-busy = 导入还没有结束,请等它完成或取消它,再保存。
error-import-none = 没有正在导入的文件,请先选一份。
error-cancelled = 已取消,数据没有改动。
error-chain-broken = 第 { $entry } 条变更记录校验不符:记录被改动过或文件已损坏。请停止使用并从备份恢复。

# 查找

# $kind 是记录的种类,$key 是给出的名称、编号或标识。
error-not-found = 没有找到{ $kind ->
    [company] 企业
    [project] 项目
    [meeting] 走访
    [fund] 到资记录
    [user] 用户
    [zone] 区域
    [list] 榜单
    [edition] 榜单版本
    [evidence] 凭证文件
    [import] 导入
    [close] 关账
    [rate] 汇率
   *[other] { $kind }
}“{ $key }”。请核对名称或编号,可先用 search 查找。
error-ambiguous = 有多个{ $kind ->
    [company] 企业
    [project] 项目
    [meeting] 走访
    [fund] 到资记录
    [user] 用户
    [zone] 区域
   *[other] { $kind }
}叫“{ $key }”。请改用信用代码、编号或标识指明是哪一个。
error-exists = { $kind ->
    [company] 企业
    [project] 项目
    [fund] 到资记录
    [user] 用户
    [zone] 区域
    [list] 榜单
    [file] 文件
   *[other] { $kind }
}“{ $key }”已经存在。请换一个名称或编号。

# 填写

error-missing = { $field ->
    [bureau] 单位名称
    [zone] 落地区域
    [user] 用户名
    [name] 名称
    [project_name] 项目名称
    [code] 编码
    [verified_on] 认定日
    [origins] 计入的来源
    [forms] 计入的形式
    [percent] 持股比例
    [reason] 原因
    [investor] 投资方
    [form] 形式
    [origin] 来源
    [arrival] 到账日
    [amount] 金额
    [company] 企业
   *[other] { $field }
}不能为空,请填写。
error-invalid = { $field ->
    [currency] 币种
    [amount] 金额
    [share] 比例
    [rate] 汇率
    [rate_unit] 汇率单位
    [uscc] 统一社会信用代码
    [lei] LEI
    [country] 国别
    [percent] 持股比例
    [valid_to] 止
    [stage] 阶段
    [date] 日期
    [target] 目标
    [origins] 来源
    [forms] 形式
    [evidence] 凭证文件(字节)
    [list_lines] 榜单归类
    [score] 得分
    [score_full] 满分
    [score_cap] 得分上限
    [score_min] 功效系数下限
    [score_max] 功效系数上限
    [score_step] 加分台阶
    [score_bonus] 每台阶加分
    [stale] 停滞时限
    [investor] 投资方
   *[other] { $field }
}“{ $value }”不能用,应为:{ $expected }。
error-amount-range = { $field ->
    [amount] 金额
   *[other] { $field }
}超出账本所能记的范围,请核对单位。
error-forbidden = { $user }({ $role ->
    [officer] 招商员
    [section_head] 科长
    [deputy_director] 分管副局长
    [readonly] 只读
    [admin] 管理员
   *[other] { $role }
})没有做这件事的权限,请由有权限的同事办理。

# 到位资金

# $fund 是记录的流水号。
error-last-admin = { $user }是最后一位管理员,请先让另一位在岗人员任管理员。
error-self-verification = 不能认定自己填报的到资记录({ $fund },填报人 { $user }),请由另一位同事认定。
error-wrong-status = 到资记录 { $fund } 现在是“{ $status ->
    [DRAFT] 草稿
    [SUBMITTED] 已填报
    [FIRST_PASS] 初审通过
    [RECHECKED] 复核通过
    [VERIFIED] 已认定
    [RETURNED] 退回
    [REJECTED] 不予认定
   *[other] { $status }
}”,不能走这一步。流程是:填报 → 初审 → 复核 → 认定。
error-immutable = { $what ->
    [fund] 已认定或不予认定的到资记录
    [evidence] 已认定到资的凭证
    [evidence_use] 已认定到资的凭证
    [period_close] 已关账的期间
    [fund_step] 办理过程
    [milestone] 项目进展
    [target] 已下达的目标
    [scheme] 已定的年度口径
    [edition] 已锁定的榜单
    [journal] 变更记录
   *[other] { $what }
}不能修改或删除。到资有误请用冲销(reverse),其他请另登一条。
error-edition-frozen = { $edition } 年版已锁定:已关账的数字以它为准,发布日期({ $published })和来源不能再改。请填原来的发布日期与来源;如果是新的一版,请填新的年份。
error-reversal-exceeds = { $fund } 只剩 { $left } 可以冲销,冲销额不能超过它。
error-reversal-sign = 冲销 { $fund } 的金额应与它正负相反。
error-voucher-exceeded = 凭证 { $voucher } 只剩 { $left } 可用,各笔分摊之和不能超过凭证金额。
error-voucher-part = { $fund } 用凭证 { $voucher } 的金额须大于 0,且不超过这一笔的 { $most }。
error-voucher-twice = 凭证 { $voucher } 已经证明了 { $fund },疑似重复。若是一张凭证分摊几笔,请注明分摊(--split)。
error-evidence-missing = { $fund } 的凭证不全,还不能认定。需要:{ $needs }(“+”为同时具备,“/”为任选一组;进账单的付款方须是投资方)。
error-arrival-late = 日期 { $arrived_on } 不对:不能晚于 { $limit }。请核对到账日、认定日与今天。
error-rate-missing = { $arrived_on } 到账的 { $currency } 没有可用汇率(当日或之前 10 天内)。请先登记汇率(rate add)。
error-shares-exceed = 项目“{ $project }”各投资方比例之和超过 100%,请核对。
error-shares-open = 项目“{ $project }”各投资方的比例合计为 { $sum }%,不是 100%,不能按比例拆分。请先在项目里写明每一投资方的比例。
error-audited-twice = { $year } 年度的利润已由 { $fund } 记为再投资,每个审计年度只计一次。请核对审计年度。
error-over-agreed = 认定后“{ $project }”将超过协议投资额 { $over } 万元。请先登记补充协议;确需认定的,写明理由。
error-credit-split = “{ $project }”各单位分成合计须为 100%,现为 { $sum } 个基点。
error-merge-self = “{ $company }”是同一条记录,请选择另一家企业。
error-merged-already = “{ $company }”已经并入“{ $into }”,请对后者操作。
error-merge-codes = 两家企业的信用代码或 LEI 不同({ $kept } 与 { $merged }),不是同一家。如有一个填错,请先更正再合并。
error-merge-owned = “{ $parent }”持有“{ $child }”的股权,不是同一家。如股权登记有误,请先删除该条股权再合并。
error-ownership-cycle = { $child } 已经在 { $parent } 之上,再加这条股权就成了圈,请核对母子关系。

# 年度与期间

error-period-closed = { $period } 已经关账。之后认定的到资会自动记为补报或以前年度调整。
error-period-not-ready = { $period } 还不能关账:要等到 { $first } 之后,或先处理 { $first }。
# $what lists what is open: reviews, drafts, gaps, rates, targets, agreed, rules.
error-close-unready = { $period } 还不能关账,仍有未了事项。请逐项处理;确需现在关账的,写明理由(违反不变式的除外)。
error-not-published = { $period } 还没有关账,没有通报数。请改用入账(posted)或追溯(restated)。
error-scheme-locked = { $year } 年已有期间关账,口径不能再改。
error-nothing-to-undo = 没有可以撤销的操作。
error-nothing-to-redo = 没有可以重做的操作。
# $op 是操作的代码,$subject 是它的对象。
error-undo-refused = { $op ->
    [fund-verified] “{ $subject }”已经认定,认定不能撤销;有误请用冲销(reverse)更正。
    [fund-rejected] “{ $subject }”已不予认定,这是终局,不能撤销。
    [period-closed] { $subject } 已经关账,关账不能撤销。
    [edition-locked] 榜单已经锁定,不能撤销。
    [user-changed] “{ $subject }”的角色或停用不能撤销,请在人员里改回。
    [user-added] 用户“{ $subject }”已经有了钥匙,添加不能撤销。
   *[other] “{ $subject }”按规定不能撤销({ $op })。
}
error-undo-conflict = 要还原的内容后来又改过({ $table }.{ $field }),不能直接撤销。请先撤销后来的修改。
error-undo-in-use = “{ $what }”已被别的记录用到,不能撤销。请先处理用到它的记录。

# 程序与机器

error-database = 数据库出错:{ $detail }。数据没有改动,请运行 verify 检查。
error-io = 读写 { $path } 出错:{ $detail }。请检查路径、权限与磁盘空间。
error-internal = 程序内部出错:{ $detail }。数据没有改动。

# PDF

error-pdf-no-font = 本机没有中文字体,写不出 PDF。请安装一种,例如 Debian/Ubuntu:apt install fonts-noto-cjk fonts-arphic-ukai;其他系统装思源宋体、思源黑体;然后再试。
error-pdf-font-unreadable = 字体文件 { $path } 读不出来({ $detail })。请重装这个字体,或移走这个文件,然后再试。
error-pdf-not-set = PDF 没有排成({ $detail })。没有写出任何文件;请把这句话报告给维护者。
