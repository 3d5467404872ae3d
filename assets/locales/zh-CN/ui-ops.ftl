### 做了什么:撤销栏与变更记录里的说法

op-follow-up-done = 完成跟进
op-project-added = 新建项目
op-milestone-added = 登记进展
op-fund-submitted = 填报到资
op-fund-passed = 通过初审
op-fund-rechecked = 通过复核
op-fund-verified = 认定到资
op-fund-returned = 退回到资
op-fund-rejected = 不予认定
op-fund-reversed = 填写冲销
op-user-added = 添加人员
op-zone-added = 添加区域
op-zone-changed = 更改区域口径
op-scheme-set = 更改年度口径
op-target-set = 下达目标
op-period-closed = 关账
op-import-reverted = 撤回导入
