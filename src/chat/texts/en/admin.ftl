# What administrators decide
todo-nothing = Nothing to do.
todo = <b>To do</b>: { $requests } binding requests, { $reported } reported questions.
button-approve-one = Approve { $who }
button-approve = Approve
button-refuse = Refuse
button-reported = 🚩 { $code } ({ $reports })
bind-request = Someone asks to be bound: the account shows “{ $shown_name }” and says to be { $name } (staff number { $staff_no }) of { $unit }. Approve only if you are sure.
bind-approved = Approved
bind-refused = Refused
reported-title = <b>Reported question</b> · { $bank } · { $code }
no-reason = (no reason given)
reported-how = To correct the key, change the question in the bank’s file and run baiti bank load; answers are marked again and those affected are told.
button-uphold = The question is right
button-withdraw = Withdraw it
button-restore = Ask it again
