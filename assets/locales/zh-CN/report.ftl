### 季报:表1、明细、口径说明、核对

report-title = { $bureau }{ $year }年第{ $quarter }季度招商引资工作情况报告
report-quarter-1 = 一
report-quarter-2 = 二
report-quarter-3 = 三
report-quarter-4 = 四
report-unit = 截至 { $as_of }({ $quarter });金额单位:万元
report-unit-wan = 万元
report-sheet-table = 表1
report-sheet-lines = 明细
report-sheet-notes = 口径说明

report-line-f500 = 世界500强
report-line-c500 = 国内500强
report-line-i100 = 行业100强
report-line-total = 合计

report-col-line = 类别
report-col-target = 年度目标(万元)
report-col-quarter = 本季到位(万元)
report-col-ytd = 年初累计(万元)
report-col-last-year = 上年同期(万元)
report-col-yoy = 同比(%)
report-col-completion = 完成率(%)
report-col-time = 时序进度(%)
report-col-lead = 超(欠)进度(百分点)
report-col-companies = 到资企业数
report-col-new = 其中新引进
report-col-pending = 在途(已填报未认定)(万元)

report-none = —
report-none-no-target = —(未下达)
report-none-zero-target = —(目标为0)
report-none-no-base = —(上年同期无可比数)
report-none-base-not-positive = —(上年同期不为正)
report-none-base-not-published = —(上年同期未通报)
report-none-year-over = —(年度已结束)
report-none-cny = —(人民币)
report-none-unranked = —(无名次)

report-doubled = 其中重复计算
report-month = 月份
report-month-of = { $month }月
report-cumulative = 累计
report-chart-months = 各月到位资金与累计(万元)
report-chart-progress = 完成率与时序进度(%)

report-lines-title = 年初累计的构成;金额单位见表头
report-lines-sum = 合计
report-late = 补报
report-line-col-ref = 流水号
report-line-col-line = 类别
report-line-col-project = 项目
report-line-col-investor = 投资方
report-line-col-payer = 付款方
report-line-col-form = 形式
report-line-col-origin = 来源
report-line-col-arrived = 到账日
report-line-col-verified = 认定日
report-line-col-posted = 入账季度
report-line-col-late = 补报
report-line-col-currency = 币种
report-line-col-amount = 金额(原币,元)
report-line-col-rate = 汇率
report-line-col-rate-unit = 汇率单位
report-line-col-rate-on = 汇率日期
report-line-col-share = 比例(%)
report-line-col-recognised = 认定金额(万元)
report-line-col-edition = 榜单版本
report-line-col-rank = 名次
report-line-col-path = 控制路径(投资方 ← 上级)
report-line-col-zone = 落地区域
report-line-col-vouchers = 凭证
report-line-col-reverses = 冲销流水号

report-form-cash = 现金
report-form-shareholder-loan = 股东借款
report-form-fixed-assets = 固定资产
report-form-land = 土地
report-form-in-kind = 实物
report-form-intangible = 无形资产
report-form-reinvested-profit = 未分配利润再投资
report-form-equity-purchase = 股权收购
report-forms-all = 全部形式

report-origin-foreign = 境外
report-origin-other-province = 省外
report-origin-other-city = 市外
report-origin-local = 本地

report-voucher-bank-slip = 进账单
report-voucher-capital-verification = 验资报告
report-voucher-articles = 章程
report-voucher-resolution = 决议
report-voucher-invoice = 发票
report-voucher-payment-receipt = 付款凭证
report-voucher-land-receipt = 土地款收据
report-voucher-appraisal = 评估报告
report-voucher-customs = 报关单
report-voucher-handover = 交接单
report-voucher-audit-report = 审计报告
report-voucher-contract = 合同
report-voucher-other = 其他

report-reading-published = 通报数(结账时冻结)
report-reading-posted = 入账数(按入账期间)
report-reading-restated = 追溯数(按到账日)
report-level-district = 区级认定
report-level-city = 市级认定
report-level-province = 省级认定
report-policy-a = A(年初锁定:当年1月1日前发布的最新一版)
report-policy-b = B(到账日或之前发布的最新一版)
report-policy-c = C(项目签约日的最新一版,签约三年内到账有效,其后按A)
report-attribution-exclusive = 就高不重复(世界500强>国内500强>行业100强)
report-attribution-overlap = 全口径(分别计入,合计不重复)
report-progress-months = 按完整月份(月数÷12)
report-progress-quarters = 按完整季度(季数÷4)
report-progress-days = 按天数(当年第几天÷全年天数)

report-notes-title = 口径说明
report-note-figures = 本表为{ $reading },金额为{ $level }金额。
report-note-scheme = { $year }年指标规则第{ $version }版(0为内置默认);榜单适用:{ $policy };归属:{ $attribution }。
report-note-scope = 计入的来源:{ $origins };计入的形式:{ $forms };只计落在计入区域内的资金,按每笔资金自己的落地区域。
report-note-progress = 时序进度{ $progress },算至{ $as_of };超(欠)进度为所示完成率减所示时序进度。
report-note-editions = 所用榜单版本:{ $editions }。
report-note-no-editions = 没有计入的资金,未用到榜单。
report-note-control = 投资方为上榜企业,或到账日起至上榜企业的每一层持股均超过50%(或有书面控制关系)的,其自身出资全额计入;少数股权只计上榜企业自己的出资。
report-note-recognised = 认定金额 = 金额 × 汇率 ÷ 汇率单位 × 比例,四舍五入到分,只舍入一次。
report-note-rate = 汇率:{ $currency } { $on },每{ $unit }单位折合人民币{ $rate }元({ $source })。
report-rate-source-unsaid = 来源未注明
report-note-rounding = 各数以分存储、显示时四舍五入到两位小数,分项之和与合计的末位可能有差。
report-note-posting = 到账当期结账前认定的计入当期;之后认定的计入同年下一个未结账期间并标“补报”;年度结账后认定的列为以前年度调整,不计入本表。
report-note-late = 本季累计中补报金额:{ $late } 万元。
report-note-restated = 按到账日追溯的年初累计为 { $restated } 万元,与本表 { $printed } 万元相差 { $difference } 万元。
report-note-doubled = 全口径下各类之和比合计多 { $doubled } 万元,为同一资金计入多类。
report-note-earlier = 备注:以前年度调整 { $prior } 万元;冲销以前年度资金 { $reversing } 万元。
report-note-revised = { $line }年度目标有调整(万元):{ $steps }。

report-warning-pending = 另有在途(已填报未认定) { $pending } 万元,未计入。
report-warning-late = 本季含补报 { $late } 万元。
report-warning-no-target = { $line }未下达年度目标,不算完成率。

report-checks-title = 核对事项
report-check-result = 结果
report-check-value = 数值
report-check-holds = 相符
report-check-fails = 不符
report-check-total = 合计 = 各类之和 − 重复计算(分)
report-check-exclusive = 就高不重复下没有重复计算(分)
report-check-quarter = 本季合计 = 各类本季之和(分)
report-check-lines = { $line }:年初累计 = 明细之和(分)
report-check-count = { $line }:笔数 = 明细笔数
report-check-months = { $line }:年初累计 = 各月之和(分)
report-check-completion = { $line }:完成率
report-check-yoy = { $line }:同比
report-check-lead = { $line }:超(欠)进度
report-check-half = { $line }:双过半

error-report-checks-failed = 季报没有写出:重新计算与所示不符({ $detail })。
error-report-cancelled = 导出已取消,没有留下文件。
error-report-not-written = 季报没有写出({ $detail })。
error-report-template = 这个 Word 模板不能使用({ $detail })。请用 Word 或 WPS 另存为 .docx,去掉宏与外部引用,并检查循环与可选章节是否都有结尾。
error-report-placeholders = 模板里有认不出的占位符:{ $detail }。请改成已有的名称,或删去。
error-report-sentence = 这句模板没有保存:“{ $detail }”不对。请按提示改正后再保存。
report-yes = 是
report-no = 否
