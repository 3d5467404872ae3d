### 窗口的框架:品牌、查找、导航、页脚

app-name = 到位
app-seal = 到
skip-to-main = 跳到正文
find-placeholder = 找企业、项目、人或命令…… 拼音也行
sample = 示例
sample-title = 这是示例数据,企业、项目与资金均为虚构
who = { $name }
panel = 明细
nav = 主导航

nav-today = 今日
nav-kpi = KPI
nav-outlook = 展望
nav-targets = 目标企业
nav-meetings = 走访
nav-projects = 项目
nav-funds = 到位资金
nav-review = 审核
nav-reports = 报表
nav-audit = 自查
nav-settings = 设置
nav-count-today = 待办 { $count } 件
nav-count-companies = { $count } 家企业
nav-count-meetings = { $count } 次走访
nav-count-projects = { $count } 个项目
nav-count-review = { $count } 笔待审核

foot-keys = 当前可用的按键
foot-chain-ok = ✓ 校验链完整 · { $count } 条
foot-chain-broken = ✗ 校验未通过:{ $what }
foot-backup-none = 尚无备份
foot-backup-now = 刚刚备份
foot-backup-minutes = 备份 { $count } 分钟前
foot-backup-hours = 备份 { $count } 小时前
foot-backup-days = 备份 { $count } 天前

key-close = 关闭
key-next = 下一条
key-previous = 上一条
key-mark = 标记
key-pass-marked = 通过已标记
key-next-voucher = 下一张凭证
key-open = 打开
key-meeting = 记走访
key-undo = 撤销
key-hide = 隐藏金额
key-pass = 通过
key-return = 退回

role-officer = 填报员
role-section-head = 科长
role-deputy-director = 分管副局长
role-readonly = 只读
role-admin = 管理员

palette-title = 查找与命令
palette-empty = 没有找到“{ $text }”
palette-empty-hint = 可用中文、英文、全拼或首字母
palette-views = 页面
palette-commands = 命令
palette-company = 企业
palette-project = 项目
palette-person = 人员
palette-user = 用户
palette-fund = 到位资金
palette-meeting = 走访
palette-hint = 选择后回车打开

command-meeting = 记一次走访
command-fund = 填报到位资金
command-project = 新建项目
command-lock = 锁定
command-theme-light = 浅色外观
command-theme-dark = 深色外观
command-theme-system = 外观跟随系统
command-language = 切换到英文
command-hide = 隐藏或显示金额
command-undo = 撤销上一步
command-print = 打印本页
foot-entries = 变更 { $count } 条
command-company = 新建企业
command-passphrase = 更改口令
command-switch-user = 换人登录
