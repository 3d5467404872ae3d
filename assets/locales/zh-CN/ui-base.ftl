### 各处共用的词

dash = —
dash-reason = ({ $reason })
cross = ×
dot = ·
percent = { $value }%
number = { NUMBER($value) }
unit-wan = 万元
unit-yi = 亿元
unit-yuan = 元
unit-points = 百分点
money-hidden = ••••••
money-hidden-label = 金额已隐藏
amount-currency = { $currency } { $amount }
yes = 是
no = 否
all = 全部
close = 关闭
cancel = 取消
save = 保存
add = 添加
clear = 清除
more = 更多
retry = 重试
loading = 正在读取
failed-title = 没有读出来
field-optional = 选填
progress-count = { $done } / { $total }
new = 新建
open-list = 在列表中查看
rows-total = 共 { $count } 条
separator-list = 、

undo = 撤销
redo = 重做
notice-done = 已{ $op }
undo-done = 已撤销:{ $op }
undo-none = 没有可撤销的改动
undo-blocked = “{ $op }”不能撤销,请用冲销或更正
redo-done = 已重做:{ $op }
redo-none = 没有可重做的改动

ui-error-unknown = 操作未完成(代码 { $code })。数据没有改动。
ui-error-internal = 程序内部出错,数据没有改动。请重试;再次出现请查看日志。

date-placeholder = 如 9.2、今天、昨天
date-unreadable = 看不懂这个日期
date-calendar = 打开日历
amount-unreadable = 看不懂这个金额
amount-echo = 即 { $amount } 万元
amount-echo-minor = 即 { $currency } { $amount }
company-placeholder = 名称、拼音或首字母
company-none = 没有找到这家企业
company-choose = 请从列表中选一家企业
project-placeholder = 项目名称或编码
drop-choose = 选择文件
drop-over = 松开即加入

line-F500 = 世界500强
line-C500 = 国内500强
line-I100 = 行业100强
line-FDI = 实际使用外资
line-total = 合计(去重)
line-none = 不在榜单

status-draft = 草稿
status-submitted = 已填报
status-first-pass = 初审通过
status-rechecked = 复核通过
status-verified = 已认定
status-returned = 已退回
status-rejected = 不予认定

reason-no-base = 上期无可比数
reason-no-target = 未下达
reason-zero-target = 目标为0
reason-year-over = 全年已结束

form-cash = 现金出资
form-shareholder-loan = 股东借款
form-fixed-assets = 固定资产
form-land = 土地
form-in-kind = 实物
form-intangible = 无形资产
form-reinvested-profit = 利润再投资
form-equity-purchase = 股权收购

origin-foreign = 境外
origin-other-province = 省外
origin-other-city = 市外
origin-local = 本地

voucher-bank-slip = 进账单
voucher-capital-verification = 验资报告
voucher-articles = 章程
voucher-resolution = 决议
voucher-invoice = 发票
voucher-payment-receipt = 付款凭证
voucher-land-receipt = 土地款收据
voucher-appraisal = 评估报告
voucher-customs = 报关单
voucher-handover = 交接单
voucher-audit-report = 审计报告
voucher-contract = 合同
voucher-other = 其他

control-equity = 股权
control-actual-control = 实际控制
control-vie = 协议控制

mode-visit = 外出拜访
mode-received = 接待来访
mode-video = 视频
mode-call = 电话
mode-event = 活动

level-province = 省级
level-city = 市级
level-district = 区级
level-section = 科室

stage-target = 目标
stage-lead = 线索
stage-negotiating = 在谈
stage-to-sign = 拟签约
stage-signed = 已签约
stage-registered = 已注册
stage-started = 已开工
stage-funded = 已到资
stage-producing = 已投产
stage-paused = 暂缓
stage-dropped = 退库

date-echo = { $date } { $weekday }
weekday-0 = 周日
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
drop-here-evidence = 把凭证文件拖到这里,或
arrow = →
notice-subject = { $op } · { $subject }
reason-base-not-positive = 上期不大于0
reason-base-not-published = 上期没有通报数
reason-cny = 人民币
reason-unranked = 无位次
filter-clear = 清除{ $what }
lookup-none = 没有找到
views = 视图
views-none = 未选
views-save = 存为视图
views-save-title = 把现在的筛选存为视图
views-name = 名称
views-hint = 只你自己看得到;同名的会被替换
views-forget = 删除此视图
