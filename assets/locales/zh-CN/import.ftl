### 导入:文件、表头、每一行的问题与提醒

import-fate-created = 新增
import-fate-updated = 更新
import-fate-unchanged = 无变化
import-fate-skipped = 跳过
import-fate-rejected = 拒收

# $row is the row in the sheet, $column the header.
import-at-cell = 第 { $row } 行「{ $column }」:{ $message }
import-in-column = 「{ $column }」{ $message }
import-at-row = 第 { $row } 行:{ $message }
import-summary = 共 { $rows } 行:新增 { $created },更新 { $updated },无变化 { $unchanged },跳过 { $skipped },拒收 { $rejected }
import-nothing-kept = 有行被拒收,整个文件没有写入;改好后重新导入,或只导入没有问题的行。
import-rejects-sheet = 拒收的行
import-rejects-reason = 拒收原因
import-rejects-row = 原文件行号
import-ignored-columns = 未采用的列:{ $columns }

## 文件

error-file-format = 不支持这种文件({ $detail })。请另存为 .xlsx 或 .csv 再导入。
error-file-damaged = 文件已损坏或不完整({ $detail })。请用表格软件打开并另存一份再导入。
error-file-protected = 文件有打开密码。请去掉密码另存一份再导入。
error-file-too-much = 文件超出限度({ $what ->
    [file-bytes] 文件字节数
    [unpacked-bytes] 解压后的字节数
    [string-bytes] 文本表字节数
    [zip-entries] 压缩包内的文件数
    [sheets] 工作表数
    [rows] 行数
    [columns] 列数
    [cell-bytes] 一个单元格的字节数
    [text-bytes] 文字总字节数
    [merges] 合并单元格数
   *[cells] 单元格数
  } 最多 { $most })。请拆成几份再导入。
error-file-not-text = 按 { $detail } 编码读不出文字。请另选编码,或另存为 UTF-8。
error-file-empty = 文件里没有内容。
error-file-exhausted = 读取用尽了时间或内存({ $detail }),数据没有改动。请核对文件或拆成几份。
error-file-io = 读不到文件({ $detail })。

## 表头

error-import-no-sheet = 没有名为「{ $name }」的工作表;现有:{ $sheets }。
error-import-no-header = 前几行里找不到“{ $kind ->
    [companies] 企业
    [ownership] 股权关系
    [edition] 榜单
    [projects] 项目
    [meetings] 走访
    [funds] 到位资金
    [targets] 目标
   *[rates] 汇率
  }”的表头。需要的列如:{ $expected }。可用列对应关系指定。
error-import-header-destroyed = 表头已被错误的编码破坏({ $shown }),无法恢复。请向来源方重新索取,或改写表头。
error-import-columns-missing = 缺少必需的列:{ $columns }。请补上,或用列对应关系指定。
error-import-mapping-key = 列对应关系里的「{ $key }」不是这类表的列。
error-import-edition-unsaid = 导入榜单要说明榜单代码、年份和发布日期。

## 单元格

error-cell-required = 不能为空。
error-cell-formula-without-value = 公式没有算好的值。请在表格软件里重新计算并保存。
error-cell-error = 单元格是错误值 { $value }。请改正公式。
error-cell-text-too-long = 文字过长或含有不可见字符。
error-value-not-a-date = “{ $value }”不是日期。请写成 2026-09-02。
error-value-date-without-day = “{ $value }”缺少日。请写成 2026-09-02。
error-value-date-ambiguous = “{ $value }”分不清日和月。请写成 2026-09-02。
error-value-not-a-number = “{ $value }”不是数字。
error-value-approximate = “{ $value }”是约数;这里要确切的数。
error-value-amount-too-fine = “{ $value }”小于该币种的最小单位。
error-value-amount-too-large = “{ $value }”超出可记的范围。
error-value-amount-zero = 金额不能为 0。
error-value-negative = “{ $value }”应大于 0。
error-value-currency-conflict = “{ $value }”与表头或币种列的币种不一致。
error-value-unknown-currency = 不认识的币种“{ $value }”。请用 ISO 4217 代码,如 USD。
error-value-not-a-percentage = “{ $value }”不是 0 到 100 之间的百分数。
error-value-percentage-too-fine = “{ $value }”的小数位太多。
error-value-unknown-word = 不认识“{ $value }”。可用:{ $expected }。
error-value-not-a-whole-number = “{ $value }”不是允许范围内的整数。
error-value-uscc-form = “{ $value }”不是 18 位统一社会信用代码。
error-value-uscc-check = 统一社会信用代码“{ $value }”的校验位不对,请核对。
error-value-lei-form = “{ $value }”不是有效的 LEI(20 位,含校验)。
error-value-code-lost-digits = 编码“{ $value }”被表格软件当作数字,末几位已丢失。请把该列设为文本后重新填写。
error-value-unknown-country = 不认识的国别“{ $value }”,未采用。

## 行

error-row-totals = 合计行,已跳过。
error-row-header-repeated = 重复的表头,已跳过。
error-row-footer = 表下的说明,已跳过。
error-file-other-tables = 文件里还有未导入的表:{ $value }。要导入请另选工作表。
# $rows is how many rows got such a value.
error-file-cells-spread = 合并单元格({ $columns })按所跨的每一行读取,共 { $rows } 行取自上方。
error-file-cut-short = 文件在一条记录中间结束,这一条没有采用:{ $value }。
error-row-duplicate-in-file = “{ $value }”在本文件第 { $earlier } 行已经出现。
error-row-dates-reversed = 截止早于起始。
error-row-owns-itself = “{ $value }”不能是自己的母公司。
error-row-equity-without-percent = 股权控制要写持股比例。
error-row-shares-over-whole = 各投资方的比例合计超过 100%。
error-row-refused = 这一行无法读取。

## 企业、项目、区域、人员、榜单

error-company-ambiguous = “{ $value }”对应多家企业。请改用统一社会信用代码。
error-company-conflict = “{ $value }”与信用代码或另一个名称指向不同的企业,请核对。
error-companies-parted = 一格里有多家企业({ $value }),已各记一条。
error-company-doubtful = “{ $value }”可能就是已有的“{ $candidate }”,未经确认,先作为新企业。请在存疑队列中确认,或之后合并(company merge)。
error-company-made = 新建了企业“{ $value }”。
error-zone-unknown = 没有名为“{ $value }”的区域。请先添加(命令行:zone add)。
error-project-unknown = 没有编码或名称为“{ $value }”的项目。请先导入项目。
error-project-ambiguous = “{ $value }”对应多个项目。请改用项目编码。
error-project-stage-without-date = 阶段“{ $value }”没有相应的日期,按日期推算阶段。
error-user-made = “{ $value }”不是现有用户,作为已离开的人员记入。
error-list-made = 新建了榜单“{ $value }”,尚未对应指标;请在设置里指定。
error-edition-province-contradicts = “{ $name }”的名称指向{ $place },所在地却写着“{ $value }”。请对照原榜单核对这一行。
error-edition-column-shifted = 从这一行起,这一列像是错了一行(“{ $name }”的所在地写在下一行)。请对照原榜单核对第 { $row } 行及以下。
error-edition-rank-gap = 名次从 { $before } 跳到 { $rank },中间有缺。请核对是否漏了企业。
error-edition-rank-against-revenue = 第 { $rank } 名的营业收入({ $value })高于排在它前面的“{ $other }”({ $more })。请核对名次与收入。
error-edition-locked = 这一版榜单已锁定(已关账的数字以它为准),“{ $value }”不能增改。请去掉这一行;如果是新的一版,请填新的年份。

## 到位资金、汇率

error-fund-arrival-ahead = 到账日 { $value } 在今天之后。
error-fund-verified-before-arrival = 认定日 { $value } 早于到账日。
error-fund-verified-ahead = 认定日 { $value } 在今天之后。
error-fund-verified-without-date = 已认定的记录要写认定日。
error-fund-not-verified = 未认定的记录不应有认定人或认定日({ $value })。
error-fund-self-verified = 填报人与认定人是同一人({ $value })。
error-fund-rate-date = 汇率日期 { $value } 应在到账日当天或之前十天内。
error-fund-rate-on-cny = 人民币不用汇率({ $value })。
error-fund-reversed-unknown = 找不到被冲销的流水号“{ $value }”。
error-fund-reversed-not-verified = “{ $value }”未认定,或本身是冲销,不能冲销。
error-fund-reversal-not-negative = 冲销金额应为负数({ $value })。
error-fund-final = 该流水号已认定或不予认定,不能改动({ $value });更正请另记一笔冲销。
error-fund-in-review = 该流水号正在审核({ $value }),不能用文件覆盖。
error-fund-voucher-missing = 已认定的“{ $value }”没有凭证。
error-fund-investors-without-shares = 一笔到资由多家企业出资({ $value }),没有写明各自比例。请写成“甲:60%;乙:40%”,合计为 100%。
error-rates-turned = 按“100 元人民币折合外币”公布的币种,已换算为每 100 外币折合人民币。
error-rate-conflict = 当日已有汇率 { $known }(单位 { $known_unit }),与 { $value }(单位 { $unit })不同。
