# 管理员的待办
todo-nothing = 没有待办事项。
todo = <b>待办</b>：绑定申请 { $requests } 件，有误的题目 { $reported } 道。
button-approve-one = 同意 { $who }
button-approve = 同意
button-refuse = 不同意
button-reported = 🚩 { $code }（{ $reports } 人反映）
bind-request = 有人申请绑定：账号显示名“{ $shown_name }”，自称是 { $unit } { $name }（工号 { $staff_no }）。请确认是本人后再同意。
bind-approved = 已同意
bind-refused = 已拒绝
reported-title = <b>题目核实</b> · { $bank } · { $code }
no-reason = （没有说明）
reported-how = 更正答案：在题库文件里修改这道题，再运行 baiti bank load；答过的人会自动重新判分并收到通知。
button-uphold = 题目没有问题
button-withdraw = 停用这道题
button-restore = 恢复使用
