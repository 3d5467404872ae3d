### 同一家企业:为什么认为是,为什么存疑

match-verdict-clear = 自动认定
match-verdict-doubtful = 存疑
match-same-uscc = 同一统一社会信用代码
match-same-lei = 同一 LEI
match-same-name = 名称相同
match-alias = 与别名“{ $detail }”相同
match-forms = 去掉“{ $detail }”后相同
match-known-names = 中英文对应或曾用名:{ $detail }
match-translated = 中英文逐词对应:{ $detail }
match-place = 去掉地名“{ $detail }”后相同
match-words = 除“{ $detail }”外相同
match-forms-differ = 组织形式不一致:{ $detail }
match-country-same = 同一国别({ $detail })
match-country-differs = 国别不同({ $detail })
match-industry-same = 同一行业({ $detail })
match-codes-differ = 信用代码或 LEI 不同
match-taken-by-row = 本榜单第 { $detail } 行已是这家企业
match-same-file = 来自同一文件的前面一行
