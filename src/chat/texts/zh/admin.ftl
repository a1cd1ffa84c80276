# 管理员的待办
todo-nothing = <b>待办</b>：现在没有要办的事。
todo =
    <b>待办</b>
    绑定申请：{ $requests } 件
    待核实的题目：{ $reported } 道

    请点下面的按钮办理。
todo-first = 每类先列 { $shown } 项，办完后再点“待办”看其余的。
button-approve-one = 同意 { $who }
button-approve = 同意
button-refuse = 不同意
button-reported = 🚩 { $code }（{ $reports } 人）
bind-request =
    <b>绑定申请</b>
    工号：{ $staff_no }
    姓名：{ $name }
    单位：{ $unit }
    申请人账号显示的名字：{ $shown_name }
bind-confirm = 请先确认是本人，再点“同意”。
bind-approved = 已同意
bind-refused = 未同意
question-title =
    <b>题目</b>
    题库：{ $bank }
    编号：{ $code }
reported-title =
    <b>待核实的题目</b>
    题库：{ $bank }
    编号：{ $code }
reported-withdrawn = 这道题已停用，不再出题。
reported-by = 🚩 { $name }：{ $reason }
reported-more = 还有 { $more } 人也反映了这道题。
no-reason = （没有说明）
reported-how = 要更正答案：请在题库文件里改好这道题，再运行 baiti bank load 题库文件。自带的题库先用 baiti bank export 题库编号 -o 题库文件 导出。答过的人会自动重新判分，并收到通知。
button-uphold = 题目没有问题
button-withdraw = 停用这道题
button-restore = 恢复使用
