//! What is not in a file, in words.

use std::collections::BTreeMap;

use super::LeftOut;

/// So many ids are named of those that lost the same thing.
const NAMED: usize = 5;

/// What is not in the file, the same things together.
pub fn told(left_out: &[LeftOut]) -> Vec<String> {
    let mut groups: BTreeMap<(bool, &str), Vec<&str>> = BTreeMap::new();
    for out in left_out {
        groups.entry((!out.whole, out.what)).or_default().push(&out.code);
    }
    let line = |((part, what), codes): (&(bool, &str), &Vec<&str>)| {
        let named = codes.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
        let more = if codes.len() > NAMED { " 等" } else { "" };
        let head = match part {
            false => format!("整题没有写入（{what}）"),
            true if what.starts_with("再导入") => format!("注意：{what}"),
            true => format!("没有写入：{what}"),
        };
        format!("{head}，{} 道题：{named}{more}", codes.len())
    };
    groups.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_loss_is_told_once() {
        let out = |code: &str, whole, what| LeftOut { code: code.to_owned(), whole, what };
        let mut left_out: Vec<LeftOut> = (1..=7).map(|n| out(&format!("q{n}"), false, "解析")).collect();
        left_out.push(out("q9", true, "是多选题，Aiken 只有单选"));
        left_out.push(out("q3", false, "再导入时题干会变样"));
        let expected = [
            "整题没有写入（是多选题，Aiken 只有单选），1 道题：q9",
            "注意：再导入时题干会变样，1 道题：q3",
            "没有写入：解析，7 道题：q1、q2、q3、q4、q5 等",
        ];
        let mut told = told(&left_out);
        told.sort_by_key(|line| expected.iter().position(|known| known == line));
        assert_eq!(told, expected);
    }
}
