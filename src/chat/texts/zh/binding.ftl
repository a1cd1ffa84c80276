# 绑定账号
stranger = 您好！这里是单位内部的学习答题平台。请扫邀请码进入；或点下面的“发送我的手机号”；也可以发送工号和姓名，例如：0012 张三
button-share-contact = 📱 发送我的手机号
invitation-unknown = 这个邀请码不存在或已作废，请向管理员要新的。
invitation-expired = 这个邀请码已经过期，请向管理员要新的。
invitation-used = 这个邀请码已经用过。如果不是您本人用的，请马上告诉管理员。
not-own-contact = 请发送您自己的手机号：点下面的“发送我的手机号”按钮。
phone-unknown = 花名册上没有找到这个手机号。请发送工号和姓名，例如：0012 张三，由管理员确认。
no-match = 没有找到这个工号和姓名，请核对后再发，例如：0012 张三
asked = 已经提交给管理员确认，通过后会通知您，请稍等。
too-many-tries = 尝试次数太多，请一小时后再试，或联系管理员。
refused = 管理员没有通过您的绑定申请。如有疑问，请联系管理员。
claim-refused = 口令不对，或者已经有了所有者。
claim-how = 请这样发送：/claim 口令 工号 姓名，例如：/claim 7KQ4-M2XD 0001 张三
claimed = 您现在是所有者，可以任命管理员：在电脑上运行 baiti staff role。
bound-already = 您的账号已经绑定，不用重复绑定。
