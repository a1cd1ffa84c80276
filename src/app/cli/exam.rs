//! The command line of exams.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::Ask;

/// What to do with exams.
#[derive(Debug, Subcommand)]
pub enum ExamCommand {
    /// 导入考试文件，存为草稿；同一编号的草稿按文件修改 / load an exam file as a draft
    Load {
        /// 考试文件 / the exam file
        file: PathBuf,
        /// 只看考试会是什么样，不导入 / only show what it comes to
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        ask: Ask,
    },
    /// 检查能不能发布：题够不够、谁缺出生年月、谁还没有绑定 / check what is in the way of publishing
    Check {
        /// 考试编号或考试文件；不写时检查全部草稿 / an exam's id or a file; all drafts without it
        exam: Option<String>,
    },
    /// 列出考试 / list the exams
    List,
    /// 显示一场考试：时间、组卷、分场、参加的人 / show an exam
    Show {
        /// 考试编号 / the exam's id
        code: String,
    },
    /// 把一场考试写成考试文件 / write an exam as a file
    Export {
        /// 考试编号 / the exam's id
        code: String,
        /// 写到哪个文件；不写时打印 / the file to write; printed without it
        #[arg(long, short = 'o', value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        ask: Ask,
    },
    /// 发布：固定名单和题目，通知参加的人 / publish: fix people and questions, tell the people
    Publish {
        /// 考试编号 / the exam's id
        code: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// 撤回已发布、还没有开始的考试，改好再发布 / take a published exam back to change it
    TakeBack {
        /// 考试编号 / the exam's id
        code: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// 取消考试，通知参加的人 / call an exam off and tell the people
    Cancel {
        /// 考试编号 / the exam's id
        code: String,
        /// 为什么取消，会告诉参加的人 / the reason, which the people are told
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// 写一份带说明的考试文件样例 / write a sample exam file with comments
    Template {
        /// 写到哪个文件；不写时是 考试.toml / the file to write
        #[arg(long, short = 'o', value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        ask: Ask,
    },
    /// 演练：在数据的副本上模拟多人考试，看要多久、哪些题可疑；不改动任何数据
    /// / let simulated people sit it on a copy of the data
    Rehearse {
        /// 考试编号 / the exam's id
        code: String,
        /// 模拟多少人 / how many people
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=20_000))]
        people: u32,
    },
    /// 成绩表：名次、得分、及格没有，缺考的人和补考名单 / the results list, absentees, who makes up
    Results {
        /// 考试编号 / the exam's id
        code: String,
        /// 什么格式；不写时打印表格，写了文件时是 csv / the format
        #[arg(long, value_enum)]
        format: Option<ResultsFormat>,
        /// 写到哪个文件 / the file to write
        #[arg(long, short = 'o', value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        ask: Ask,
    },
    /// 公布成绩，通知每个人；公布过的写明原因，就是更正 / release the results, or correct them openly
    Release {
        /// 考试编号 / the exam's id
        code: String,
        /// 更正说明，会告诉成绩有变动的人 / what was corrected, which the people are told
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// 核对：按种子重新抽出每份试卷，按作答记录重新判分，与保存的比较
    /// / rebuild every paper and mark from the evidence and compare
    Verify {
        /// 考试编号 / the exam's id
        code: String,
    },
}

/// How a results list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ResultsFormat {
    /// 表格，直接看 / a table to look at
    Table,
    /// 逗号分隔 / comma-separated
    Csv,
    /// 工作簿，另有缺考和补考名单 / a workbook
    Xlsx,
    /// 给别的程序用 / for other programs
    Json,
}
