//! One fixture of our own making for each layout.

use super::{Book, table};

#[test]
fn a_column_an_option() {
    insta::assert_snapshot!(
        table(&[
            "题型¦题干¦选项A¦选项B¦选项C¦选项D¦正确答案¦解析",
            "单选题¦答复期限是几日？¦五日¦十日¦二十日¦三十日¦C¦见第三十三条",
            "多选题¦应当公开的有¦机构职能¦办事条件¦内部会议¦联系方式¦A|B|D¦",
            "判断题¦先到先办。¦¦¦¦¦对¦-",
        ])
        .told()
    );
}

#[test]
fn kaoshibao() {
    insta::assert_snapshot!(table(&[
        "题干（必填）¦题型 （必填）¦选项 A¦选项 B¦选项 C¦选项 D¦选项E\n(勿删)¦选项F\n(勿删)¦选项G\n(勿删)¦选项H\n(勿删)¦正确答案H\n（必填）¦解析\n（勿删）¦学科¦章节\n（勿删）¦难度",
        "答复期限是几日？¦单选题¦五日¦十日¦二十日¦三十日¦¦¦¦¦C¦第三十三条¦法规¦第一章¦适中",
        "应当公开的有¦多选题¦职能¦条件¦会议¦方式¦¦¦¦¦ABD¦¦¦¦",
    ]).told());
}

#[test]
fn motibang() {
    insta::assert_snapshot!(
        table(&[
            "标题¦窗口服务题库",
            "描述¦2026年度",
            "用时¦1000",
            "题干¦题型¦选择项1¦选择项2¦选择项3¦选择项4¦选择项5¦解析¦答案1¦答案2¦得分1¦得分2",
            "答复期限是几日？¦单选题¦五日¦十日¦二十日¦三十日¦¦见条例¦C¦¦2¦",
            "应当自____起____日内答复¦填空题¦¦¦¦¦¦¦收到申请¦二十¦1¦1",
        ])
        .told()
    );
}

#[test]
fn surveyking_has_a_sheet_a_kind() {
    let choices = "序号¦题干¦选项 A¦选项 B¦选项 C¦选项  D¦选项 E¦选项 F¦选项 G¦选项 H¦解析¦分数¦答案¦标签";
    insta::assert_snapshot!(
        Book::default()
            .sheet("单选题", &[choices, "1¦期限是几日？¦五日¦十日¦二十日¦¦¦¦¦¦略¦2.5¦B¦条例 期限", "2", "3"])
            .sheet("多选题", &[choices, "1¦应当公开的有¦职能¦条件¦会议¦方式¦¦¦¦¦¦5¦ABCD¦条例,公开"])
            .sheet("判断题", &["序号¦题干¦选项 A¦选项 B¦解析¦分数¦答案¦标签", "1¦先到先办。¦正确¦错误¦¦2¦A¦"])
            .sheet(
                "填空题",
                &["序号¦题干¦空 1¦空 2¦空 3¦解析¦单空分数¦标签", "1¦自____起____日¦收到;收到申请¦二十¦¦¦2¦"]
            )
            .sheet("简答题", &["序号¦题干¦答案¦解析¦分数¦标签", "1¦简述原则。¦公开、公正¦¦10¦"])
            .told()
    );
}

#[test]
fn yunfan_has_a_row_an_option() {
    insta::assert_snapshot!(table(&[
        "题目序号¦题目类型¦题目内容¦整体解析¦题目图片¦题目视频¦所属题库¦是否正确项¦选项内容¦选项解析¦选项图片",
        "1¦1¦答复期限是几日？¦见条例¦a.png¦¦条例/期限¦0¦五日¦太短¦",
        "1¦¦¦¦¦¦¦0¦十日¦¦b.png",
        "1¦¦¦¦¦¦¦1¦二十日¦¦",
        "2¦2¦应当公开的有¦¦¦¦¦1¦A.职能¦¦",
        "2¦2¦应当公开的有¦¦¦¦¦1¦B.条件¦¦",
        "2¦2¦应当公开的有¦¦¦¦¦也许¦C.会议¦¦",
        "3¦3¦先到先办。¦¦¦¦¦1¦正确¦¦",
        "3¦¦¦¦¦¦¦0¦错误¦¦",
        "4¦4¦简述原则。¦¦¦¦¦¦¦¦",
    ]).told());
}

#[test]
fn what_is_right_goes_with_its_option_when_letters_put_them_in_order() {
    insta::assert_snapshot!(
        table(&[
            "题目序号¦题目类型¦题目内容¦是否正确项¦选项内容",
            "1¦1¦答复期限是几日？¦0¦C. 三十日",
            "1¦¦¦1¦A. 二十日",
            "1¦¦¦0¦B. 十日",
        ])
        .told()
    );
}

#[test]
fn chaoxing() {
    insta::assert_snapshot!(Book::default().sheet("课程题库", &[
        "目录¦题目类型¦大题题干¦小题题型¦小题题干¦正确答案¦答案解析¦难易度¦知识点¦标签¦选项数¦选项A¦选项B¦选项C",
        "/数据库基础/0406-分组查询¦单选题¦分组用¦¦¦B¦略¦易¦分组;聚合¦SQL¦3¦WHERE¦GROUP BY¦ORDER BY",
        "¦判断题¦可以嵌套。¦¦¦A¦¦¦¦¦2¦正确¦错误¦",
        "¦单选题¦阅读下表。¦单选题¦共几行？¦A¦¦¦¦¦2¦三¦四¦",
    ]).told());
}

#[test]
fn skill_certificates() {
    insta::assert_snapshot!(table(&[
        "试题GUID¦题型(必填）¦题干（必填）¦答案¦选项A¦选项B¦选项C¦知识点一级¦知识点二级¦难度¦一致性¦分数¦解析¦出处",
        "7f3a¦单选题¦答复期限是几日？¦C¦五日¦十日¦二十日¦条例¦期限¦3¦5¦1¦略¦条例第三十三条",
    ]).told());
}

#[test]
fn the_grid_company_begins_in_row_three_with_options_in_one_cell() {
    insta::assert_snapshot!(
        table(&[
            "网络大学试题",
            "¦¦¦¦¦题型¦题干¦选项¦答案",
            "¦x¦¦¦¦单选题¦答复期限是几日？¦A. 五日$;$B. 十日$;$C. 二十日¦C",
            "¦x¦¦¦¦判断题¦先到先办。¦A. 正确$;$B. 错误¦A",
        ])
        .told()
    );
}

#[test]
fn all_options_in_one_cell() {
    insta::assert_snapshot!(
        table(&[
            "专业¦题型¦题目¦选项¦正确答案",
            "政务¦单选¦甲题？¦A. 五日,B. 十日¦B",
            "政务¦单选¦乙题？¦五日\n十日\n二十日¦十日",
            "政务¦单选¦丙题？¦五日|十日¦A",
            "政务¦单选¦丁题？¦五日&十日¦五日",
            "政务¦单选¦戊题？¦[\"五日\", \"十日\"]¦0",
            "政务¦单选¦己题？¦A.五日B.十日C.二十日¦C",
            "政务¦判断¦庚题。¦¦错",
        ])
        .told()
    );
}

#[test]
fn four_sheets_with_notes_in_their_headers() {
    insta::assert_snapshot!(
        Book::default()
            .sheet("填写说明", &["请按各表的列名填写¦不要改列名", "题干最多2000字¦¦"])
            .sheet(
                "单选",
                &[
                    "题干（必填）¦选项A（必填）¦选项B¦正确答案（单字母如 A）¦难度（默认中等）¦解析（可选）",
                    "必填¦必填¦选填¦必填¦¦",
                    "期限？¦五日¦十日¦A¦简单¦"
                ]
            )
            .sheet(
                "多选",
                &["题干（必填）¦选项A（必填）¦选项B¦正确答案（逗号分隔如 A,C）", "有哪些？¦甲¦乙¦A,B"]
            )
            .sheet("判断", &["题干（必填）¦正确答案（正确/错误）", "先到先办。¦正确"])
            .sheet(
                "填空",
                &["题干（必填）¦空1答案（|||分隔多答案）¦空2答案", "自____起____日¦收到|||收到申请¦二十"]
            )
            .told()
    );
}

#[test]
fn kahoot() {
    insta::assert_snapshot!(table(&[
        "5: ¦¦窗口知识竞赛", "6: ¦¦第一场",
        "13: ¦Question - max 300 characters¦Answer 1 - max 150 characters¦Answer 2¦Answer 3¦Answer 4¦Time limit (sec)¦Correct answer(s) - choose at least one",
        "14: 1¦期限是几日？¦五日¦十日¦二十日¦¦20¦1,3",
        "15: 2", "16: 3",
    ]).told());
}

#[test]
fn blackboard_has_no_headers() {
    insta::assert_snapshot!(
        table(&[
            "MC¦期限是几日？¦五日¦incorrect¦十日¦correct",
            "MA¦有哪些？¦甲¦Correct¦乙¦correct¦丙¦incorrect",
            "TF¦先到先办。¦true",
            "FIB¦二十日也叫____¦二十日¦20日",
            "ESS¦简述原则。¦公开",
            "MAT¦配对¦一¦1",
            "MC¦坏的¦甲¦maybe",
        ])
        .told()
    );
}

#[test]
fn two_rows_of_headers() {
    insta::assert_snapshot!(
        table(&[
            "2026年题库",
            "题号¦题目¦选项¦¦¦标准答案¦分值",
            "¦¦A¦B¦C¦¦",
            "1¦期限是几日？¦五日¦十日¦二十日¦C¦2",
        ])
        .told()
    );
    insta::assert_snapshot!(
        "options_under_one_header",
        table(&["题目¦选项¦¦¦答案", "期限是几日？¦五日¦十日¦二十日¦C",]).told()
    );
}

#[test]
fn answers_before_options() {
    insta::assert_snapshot!(
        table(&["序号¦类型¦试题¦答案¦A¦B¦C", "1¦单选¦期限是几日？¦C¦A．五日¦B．十日¦C．二十日",]).told()
    );
}

#[test]
fn no_headers_at_all_is_a_guess() {
    insta::assert_snapshot!(
        table(&[
            "1¦期限一共是几日？¦五日¦十日¦二十日¦C¦见条例第三十三条",
            "2¦下列哪些应当公开？¦职能¦条件¦会议¦A,B¦见条例第二十条",
            "3¦先到先办，对不对？¦¦¦¦对¦见服务规范第一条",
        ])
        .told()
    );
    insta::assert_snapshot!(
        "no_headers_key_first",
        table(
            &["单选题¦C¦期限一共是几日？¦五日¦十日¦二十日", "多选题¦AB¦下列哪些应当公开？¦职能¦条件¦会议",]
        )
        .told()
    );
    insta::assert_snapshot!(
        "no_headers_one_cell",
        table(&["期限一共是几日？¦A.五日 B.十日¦A", "下列哪些应当公开？¦A.职能 B.条件¦AB",]).told()
    );
}

#[test]
fn lists_of_staff_and_papers_are_not_questions() {
    insta::assert_snapshot!(
        Book::default()
            .sheet("名单", &["姓名¦工号¦单位", "张三¦001¦市局", "李四¦002¦市局"])
            .sheet("试卷", &["1. 期限是几日？", "A. 五日", "B. 十日", "答案：A"])
            .sheet("空表", &[])
            .told()
    );
}
