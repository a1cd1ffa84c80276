# What administrators decide
todo-nothing = <b>To do</b>: nothing at present.
todo =
    <b>To do</b>
    Binding requests: { $requests }
    Reported questions: { $reported }

    Tap a button below to decide.
todo-first = The first { $shown } of each are listed; when they are done, tap “To do” for the rest.
button-approve-one = Approve { $who }
button-approve = Approve
button-refuse = Refuse
button-reported = 🚩 { $code } ({ $reports })
bind-request =
    <b>Binding request</b>
    Staff number: { $staff_no }
    Name: { $name }
    Unit: { $unit }
    The account shows the name: { $shown_name }
bind-confirm = Make sure that it is this person before you approve.
bind-approved = Approved
bind-refused = Refused
question-title =
    <b>Question</b>
    Bank: { $bank }
    Number: { $code }
reported-title =
    <b>Reported question</b>
    Bank: { $bank }
    Number: { $code }
reported-withdrawn = Withdrawn: this question is not asked any more.
reported-by = 🚩 { $name }: { $reason }
reported-more = { $more ->
    [one] One more person has
   *[other] { $more } more people have
} reported it.
no-reason = (no reason given)
reported-how = To correct the key, mend the bank’s file (if built in: baiti bank export BANK -o FILE) and run baiti bank load FILE. Answers are marked again and those affected are told.
button-uphold = The question is right
button-withdraw = Withdraw it
button-restore = Ask it again
