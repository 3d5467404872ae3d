### 自查:规则、查到的问题、怎么办

audit-i2 = 冲销不超过原笔
audit-i2-found = { $subject }:冲销({ $other })合计超过原笔
audit-i2-do = 核对各笔冲销,多出的部分再冲回。
audit-i3 = 凭证各部分不超过凭证金额
audit-i3-found = 凭证 { $subject } 用于 { $other },合计超过凭证金额
audit-i3-do = 核对各笔用了多少,改小超出的部分。
audit-i4 = 到账日不晚于今天和认定日
audit-i4-found = { $subject }:到账日 { $on } 晚于今天或认定日
audit-i4-do = 按凭证更正到账日。
audit-i5 = 填报人不认定自己的到资
audit-i5-found = { $subject }:由填报人 { $other } 自己认定
audit-i5-do = 冲销后由另一人重新认定。
audit-i6 = 区外落地不计入
audit-i6-found = { $subject } 落在 { $other },却计入了指标
audit-i6-do = 数据或程序有误,请保留备份并联系维护人员。
audit-i7 = 外币按到账当天或此前 10 天内的汇率
audit-i7-found = { $subject }:{ $other } 的汇率日期不在到账日前 10 天内
audit-i7-do = 在汇率表补录当天汇率,再更正这一笔。
audit-i8 = 一个项目的投资比例合计不超过 100%
audit-i8-found = { $subject }:投资比例合计 { $detail }%
audit-i8-do = 到项目里改各投资方的比例。
audit-i9 = 各月之和等于累计数
audit-i9-found = { $subject } 年 { $detail }:各月之和不等于累计 { $wan } 万元
audit-i9-do = 数据或程序有误,请保留备份并联系维护人员。
audit-i10 = 分类之和等于合计(就高不重复)
audit-i10-found = { $subject } 年:分类之和不等于合计 { $wan } 万元
audit-i10-do = 数据或程序有误,请保留备份并联系维护人员。
audit-i12 = 认定不超过协议投资额
audit-i12-found = { $subject }:认定已超过协议投资额 { $wan } 万元
audit-i12-do = 补登补充协议;确实没有的,核对到资是否记错了项目。
audit-i13 = 已到资与认定净额一致
audit-i13-found = { $subject }:阶段 { $detail } 与认定净额不符
audit-i13-do = 数据或程序有误,请保留备份并联系维护人员。
audit-i14 = 已公布数字所依据的榜单已锁定
audit-i14-found = 榜单 { $subject } 未锁定,而 { $other } 的数字依据它
audit-i14-do = 请保留备份并联系维护人员。
audit-d1 = 同一凭证重复使用
audit-d1-found = 凭证 { $subject } 在 { $other } 各登记一次
audit-d1-do = 同一张凭证的,退回其中一笔;一张凭证对应多笔的,按拆分登记。
audit-d2 = 三天内付款方、收款方、金额都相同
audit-d2-found = { $subject } 与 { $other }({ $on })付款方、项目、金额都相同,{ $wan } 万元
audit-d2-do = 对照两笔的回单号,重复的退回一笔。
audit-d3 = 一个项目一种认定口径
audit-d3-found = { $subject }:形式不属于项目 { $other } 的认定口径,计 0
audit-d3-do = 核对项目口径;确属另一口径的,不应填报。
audit-d4 = 过路资金
audit-d4-found = { $subject } 与 { $other }({ $on })金额相同、前后相接,疑似同一笔资金逐级下拨
audit-d4-do = 只认最后一跳:前一跳退回或冲销。
audit-d5 = 资金空转
audit-d5-found = { $subject }:{ $other } 到账后 30 天内又退回付款方集团,{ $wan } 万元
audit-d5-do = 查明退出原因;属空转的,原笔不予认定或冲销。
audit-d7 = 两个单位争一个项目
audit-d7-found = { $subject }:{ $other } 都已申报{ $detail ->
    [none] {""}
   *[other] ,首谈 { $detail }
  }
audit-d7-do = 按首谈认定,或在项目里登记分成比例(合计 100%)。
audit-d8 = 本地和财政资金
audit-d8-found = { $subject }:付款方 { $other } 疑似财政或本地国资
audit-d8-do = 财政和本地资金不计入;确属外来资金的,在备注写明依据。
audit-d9 = 市内迁移
audit-d9-found = { $subject }:投资方此前已有区外项目 { $other }({ $detail })
audit-d9-do = 核对是否市内搬迁;是的,不算新引进。
audit-d10 = 往年到资再次填报
audit-d10-found = { $subject } 与已认定的 { $other } 投资方、到账日、金额都相同
audit-d10-do = 重复的退回;按到账年份对照往年台账。
audit-r14 = 未分配利润每个审计年度只计一次
audit-r14-found = { $subject }:{ $detail ->
    [none] 没有写明审计年度
   *[other] { $detail } 年度利润与 { $other } 重复
  }
audit-r14-do = 按审计报告写明年度;同一年度重复的退回一笔。
