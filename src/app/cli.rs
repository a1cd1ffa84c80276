//! The command line. Helps are in Chinese and English, side by side.

mod exam;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    domain::{
        person::{Role, UnitPath},
        reference::{MAX_CODE, is_code},
    },
    exchange::write::Format,
};

pub use exam::{ExamCommand, ResultsFormat};

/// 百题：单位学习答题 / quizzes for study and training in offices
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = false)]
pub struct Cli {
    /// 设置文件（默认 baiti.toml） / settings file
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// 做什么；不写时，设置了 `TELOXIDE_TOKEN` 就连接 Telegram，否则打开终端对话
    /// / what to do; without it: serve Telegram if there is a token, else chat in the terminal
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 连接 Telegram，一直运行 / serve Telegram
    Serve,
    /// 在终端里对话 / chat in the terminal
    Chat {
        /// 以哪位职工的身份（工号） / as which staff member
        #[arg(long = "as", value_name = "STAFF_NO")]
        staff_no: Option<String>,
    },
    /// 题库：检查、导入、列表、导出 / question banks
    #[command(subcommand)]
    Bank(BankCommand),
    /// 法规全文：装入以后可以在聊天里查 / regulations to look things up in
    #[command(subcommand)]
    Reference(ReferenceCommand),
    /// 花名册：导入、列表、邀请、角色、注销 / the roster
    #[command(subcommand)]
    Staff(StaffCommand),
    /// 考试：导入、检查、演练、发布、核对 / exams
    #[command(subcommand)]
    Exam(ExamCommand),
    /// 建立或升级数据库结构 / make or upgrade the tables
    Migrate,
    /// 由作答记录重新计算积分、名次和错题本 / derive scores anew from the answers
    Rebuild,
    /// 备份整个数据库到一个文件（程序运行时也可以） / back up while running
    Backup {
        /// 备份文件，例如 backup.db / the file to write
        to: PathBuf,
    },
    /// 从备份文件恢复 / restore a backup
    Restore {
        /// 备份文件 / the backup
        from: PathBuf,
        #[command(flatten)]
        ask: Ask,
    },
    /// 检查设置、令牌、数据库、时钟、字体和磁盘，并说明怎么修 / check everything
    Doctor {
        /// 打印一份带说明的设置文件样例 / print a sample settings file
        #[arg(long)]
        sample_settings: bool,
    },
}

/// Whether to ask before acting.
#[derive(Debug, Clone, Copy, Args)]
pub struct Ask {
    /// 不再询问，直接执行 / answer yes to every question
    #[arg(long, short = 'y')]
    pub yes: bool,
}

/// Which questions.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct Which {
    /// 按依据，例如 预算法、预算法第五条 / by law and article
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    /// 按编号：题库编号/题目编号，可以写几个 / by id: BANK/QUESTION
    #[arg(value_name = "BANK/QUESTION")]
    pub questions: Vec<String>,
}

/// How to load the files of others.
#[derive(Debug, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "导入 Excel、Word、文本等文件时 / for office files")]
pub struct Foreign {
    /// 导入到哪个题库（编号）；不写时按名称找，没有就新建 / into which bank
    #[arg(long, value_name = "ID")]
    pub bank: Option<String>,
    /// 新题库的名称；不写时用文件里的标题或文件名 / the title of a new bank
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// 新题库的类别，例如 regulations / the topic of a new bank
    #[arg(long, value_name = "TOPIC")]
    pub topic: Option<String>,
    /// 跳过不能导入的题，只导入无误的 / leave out what is refused
    #[arg(long)]
    pub only_sound: bool,
    /// 哪一列是什么，例如 D=答案，可以写几次；以后同样表头的文件也这样读 / which column is what
    #[arg(long = "column", value_name = "D=答案")]
    pub columns: Vec<String>,
    /// 表头在第几行；0 表示没有表头 / the row of the headers
    #[arg(long, value_name = "ROW")]
    pub header: Option<u32>,
    /// 只对这张表用 --column 和 --header / the sheet that these are for
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// 答案是数字时从几数起：1 表示1是第一个选项，0 表示0是第一个选项
    /// / whether numbered keys count from 0 or from 1
    #[arg(long, value_name = "0|1", value_parser = clap::value_parser!(u8).range(0..=1))]
    pub numbers_from: Option<u8>,
    /// 把标出问题的文件写到这里 / write the file with its problems marked
    #[arg(long, value_name = "FILE")]
    pub annotate: Option<PathBuf>,
}

/// What to do with question banks.
#[derive(Debug, Subcommand)]
pub enum BankCommand {
    /// 检查题库文件，不改动数据 / check bank files
    Check {
        /// 题库文件或文件夹（默认 `question_banks`） / files or folders
        paths: Vec<PathBuf>,
    },
    /// 导入题库：百题自己的 TOML 题库，或手头的 Excel、Word、文本等文件 / load banks, baiti's own or
    /// office files
    Load {
        /// 文件或文件夹；不写时导入自带题库 / files or folders; the built-in banks without any
        paths: Vec<PathBuf>,
        #[command(flatten)]
        foreign: Foreign,
        /// 只看会有什么变化，不导入 / only show what would change
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        ask: Ask,
    },
    /// 列出题库 / list the banks
    List {
        /// 按依据列出题目，例如 预算法、预算法第五条；不写内容时列出全部法规 / the questions by law and
        /// article; all laws without a value
        #[arg(long, value_name = "TEXT", num_args = 0..=1, default_missing_value = "")]
        source: Option<String>,
    },
    /// 停用题目：法规修改以后，不再出这些题 / withdraw questions
    Withdraw {
        #[command(flatten)]
        which: Which,
        /// 为什么停用，写进操作记录 / the reason, for the audit log
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// 恢复停用的题目 / bring withdrawn questions back
    Restore {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        ask: Ask,
    },
    /// 导出一个题库：题库文件、Excel、CSV、JSON、Moodle、Aiken，或打印用的试卷 / write a bank as a file
    Export {
        /// 题库编号 / the bank's id
        bank: String,
        /// 格式：toml、xlsx、csv、json、gift、moodle、aiken、paper 试卷、paper-key 试卷及答案；
        /// 不写时看文件后缀 / the format; by the suffix of the file without it
        #[arg(long, short = 'f', value_name = "FORMAT", value_parser = export_format)]
        format: Option<Format>,
        /// 写到哪个文件；不写时打印，xlsx 和试卷写到 题库编号.后缀
        /// / the file to write; texts are printed without it
        #[arg(long, short = 'o', value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        ask: Ask,
    },
    /// 写一个空的 Excel 题库模板，附填写说明 / write an empty workbook to fill in
    Template {
        /// 写到哪个文件；不写时是 题库模板.xlsx / the file to write
        #[arg(long, short = 'o', value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        ask: Ask,
    },
}

/// What to do with reference texts.
#[derive(Debug, Subcommand)]
pub enum ReferenceCommand {
    /// 装入法规全文：.txt、.md、.docx、网页 / load regulations
    Load {
        /// 文件 / the files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// 名称；不写时用文件的第一行或文件名 / the title; of one file only
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        /// 编号；不写时由名称得出，编号相同的会被替换 / the code; the same code is replaced
        #[arg(long, value_name = "CODE", value_parser = reference_code)]
        code: Option<String>,
        /// 只看会读成什么样，不装入 / only show what would be loaded
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        ask: Ask,
    },
    /// 列出装入的法规 / list what is loaded
    List,
    /// 移除一部法规 / remove one
    Remove {
        /// 编号 / its code
        code: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// 试着查几个词 / look words up
    Find {
        /// 要找的词，例如 预算法第五条 / the words
        #[arg(required = true)]
        words: Vec<String>,
    },
}

/// What to do with the roster.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// 导入花名册（CSV 或 xlsx） / load a staff list
    Load {
        /// 花名册文件 / the file
        file: PathBuf,
        /// 跳过有误的行，导入其余的 / leave bad rows out and load the others
        #[arg(long)]
        skip_bad: bool,
        /// 停用名单里没有的人 / deactivate those who are not in the list
        #[arg(long)]
        deactivate_missing: bool,
        /// 只看会有什么变化，不导入 / only show what would change
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        ask: Ask,
    },
    /// 列出职工 / list the staff
    List {
        /// 打印 CSV，等于 --format csv / as CSV
        #[arg(long, conflicts_with = "format")]
        csv: bool,
        /// 格式；不写时打印表格 / the format; a table without it
        #[arg(long, value_enum)]
        format: Option<ListFormat>,
        /// 写到哪个文件；xlsx 不写时是 花名册-日期.xlsx / the file to write
        #[arg(long, short = 'o', value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        ask: Ask,
    },
    /// 生成一次性邀请链接和二维码 / make one-time invitations
    Invite {
        /// 只邀请这些工号；不写时邀请所有还没有绑定的人 / only these; all unbound without any
        staff_no: Vec<String>,
        /// 格式 / the format
        #[arg(long, value_enum, default_value_t = InviteFormat::Html)]
        format: InviteFormat,
        /// 写到哪个文件；不写时是 邀请-日期.html 或 .xlsx，csv 打印出来 / the file to write
        #[arg(long, short = 'o', value_name = "FILE")]
        output: Option<PathBuf>,
        /// 机器人的用户名，例如 `baiti_bot`；不写时用令牌向 Telegram 询问
        /// / the bot's name; asked from Telegram without it
        #[arg(long, value_name = "NAME", value_parser = bot_name)]
        bot: Option<String>,
        #[command(flatten)]
        ask: Ask,
    },
    /// 给予或收回角色 / give or take a role
    Role {
        /// 工号 / the staff number
        staff_no: String,
        /// 角色：staff 职工、proctor 监考、leader 领导、administrator 管理员、owner 所有者 / the role
        #[arg(value_parser = role)]
        role: Role,
        /// 领导的单位路径，例如 市财政局/预算股；给予时不写就是本人的单位，收回时不写就是全部
        /// / the unit of a leader; by default their own, or all when revoking
        #[arg(long, value_name = "PATH", value_parser = unit)]
        unit: Option<UnitPath>,
        /// 收回 / take it away
        #[arg(long)]
        revoke: bool,
    },
    /// 解除绑定，让本人可以用新账号重新绑定 / unbind, so that a new account can be bound
    Release {
        /// 工号 / the staff number
        staff_no: String,
    },
    /// 注销一个人：抹去个人信息，保留统计 / anonymise a person, keep the counts
    Erase {
        /// 工号 / the staff number
        staff_no: String,
        #[command(flatten)]
        ask: Ask,
    },
}

/// How a staff list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// 逗号分隔 / comma-separated
    Csv,
    /// 工作簿，可以改好再导入 / a workbook, ready to be changed and loaded again
    Xlsx,
}

/// How invitations are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InviteFormat {
    /// 可打印的网页 / a page to print
    Html,
    /// 工作簿 / a workbook
    Xlsx,
    /// 工号,姓名,链接 / for machines
    Csv,
}

fn role(word: &str) -> Result<Role, String> {
    let words: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    Role::from_word(&word.to_lowercase()).ok_or_else(|| {
        format!("没有这个角色，可以写：{}，或 职工、监考、领导、管理员、所有者", words.join("、"))
    })
}

fn export_format(word: &str) -> Result<Format, String> {
    let words: Vec<&str> = Format::ALL.iter().map(|format| format.word()).collect();
    Format::from_word(word).ok_or_else(|| format!("没有这个格式，可以写：{}", words.join("、")))
}

fn reference_code(code: &str) -> Result<String, String> {
    if is_code(code) {
        Ok(code.to_owned())
    } else {
        Err(format!("编号只能有文字、数字和“-”，最多 {MAX_CODE} 个字"))
    }
}

fn unit(path: &str) -> Result<UnitPath, String> {
    UnitPath::parse(path).ok_or_else(|| "不是正确的单位路径，请写成 市财政局/预算股 的样子".to_owned())
}

/// The name of a bot in addresses, with or without the `@`.
fn bot_name(name: &str) -> Result<String, String> {
    let bare = name.trim().trim_start_matches('@');
    let plain = bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if plain && (5..=32).contains(&bare.len()) {
        Ok(bare.to_owned())
    } else {
        Err("机器人的用户名是 5 至 32 个字母、数字或下划线，例如 baiti_bot".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    /// Every command and every argument, by its path.
    fn helps(command: &clap::Command, path: &str, found: &mut Vec<(String, String)>) {
        let text =
            |help: Option<&clap::builder::StyledStr>| help.map(ToString::to_string).unwrap_or_default();
        found.push((path.to_owned(), text(command.get_about())));
        for argument in command
            .get_arguments()
            .filter(|argument| !matches!(argument.get_id().as_str(), "help" | "version"))
        {
            found.push((format!("{path} <{}>", argument.get_id()), text(argument.get_help())));
        }
        for inner in command.get_subcommands() {
            helps(inner, &format!("{path} {}", inner.get_name()), found);
        }
    }

    #[test]
    fn every_help_is_in_both_languages() {
        let mut found = Vec::new();
        helps(&Cli::command(), "baiti", &mut found);
        assert!(found.len() > 30, "{found:?}");
        for (path, help) in found {
            let chinese = help.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let english =
                help.split_once(" / ").is_some_and(|(_, rest)| rest.chars().any(|c| c.is_ascii_alphabetic()));
            assert!(chinese && english, "{path}: {help:?}");
        }
    }

    #[test]
    fn words_of_the_command_line_are_checked() {
        assert_eq!(role("领导"), Ok(Role::Leader));
        assert_eq!(role("Admin"), Ok(Role::Administrator));
        assert!(role("班长").is_err_and(|told| told.contains("administrator") && told.contains("监考")));
        assert_eq!(bot_name("@baiti_bot").as_deref(), Ok("baiti_bot"));
        for wrong in ["", "bot", "百题机器人", "t.me/baiti", &"a".repeat(33)] {
            assert!(bot_name(wrong).is_err(), "{wrong}");
        }
        assert!(unit("市财政局//预算股").is_err());
        assert_eq!(reference_code("预算法-2018").as_deref(), Ok("预算法-2018"));
        assert!(reference_code("预算 法").is_err_and(|told| told.contains("40")));
    }
}
