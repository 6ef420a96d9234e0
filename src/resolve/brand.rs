//! Resolves `brand` of `motmap.yaml`.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::passive_svg::fault_in;
use super::values::Resolver;
use crate::load::field::*;
use crate::load::raw::RawBrand;
use crate::model::*;
use crate::rule::shape::INVALID_VALUE;
use crate::source::Spanned;
use crate::words;
use crate::words::Words;

/// The limit in bytes: every page loads the logo or contains it.
const LARGEST_LOGO: usize = 200_000;

/// `pictures` are the picture files of the workspace, by path.
pub fn resolve(raw: RawBrand, pictures: &BTreeMap<String, Bytes>, values: &mut Resolver<'_>) -> Brand {
    let RawBrand { name, logo, accent, footer } = raw;
    Brand {
        name: values.optional_text(name),
        logo: logo.given().and_then(|PathText(path)| picture(&path, pictures, values)),
        accent: accent.given().and_then(|ColourText(typed)| colour(&typed, values)),
        footer: values.optional_text(footer),
    }
}

fn picture(path: &Scalar, pictures: &BTreeMap<String, Bytes>, values: &mut Resolver<'_>) -> Option<Logo> {
    let mut refuse = |message: Words, help: Words| -> Option<Logo> {
        values.findings.push(INVALID_VALUE.at(path.span, message).help(help));
        None
    };
    let typed = path.value.trim();
    let Some(bytes) = pictures.get(typed.trim_start_matches("./")) else {
        return refuse(
            words!("there is no picture `{typed}` in the workspace", "工作区里没有图片 `{typed}`"),
            words!(
                "write the path of an .svg or .png file, from the folder of motmap.yaml, such as `logo.svg`",
                "请写 .svg 或 .png 文件的路径，从 motmap.yaml 所在目录写起，例如 `logo.svg`"
            ),
        );
    };
    match PictureKind::of(bytes).filter(|kind| typed.to_ascii_lowercase().ends_with(kind.ending())) {
        None => refuse(
            words!("`{typed}` is not the picture that its ending says", "`{typed}` 的内容与扩展名不符"),
            words!("save it again as .svg or .png", "请重新存为 .svg 或 .png"),
        ),
        Some(_) if bytes.len() > LARGEST_LOGO => refuse(
            words!("`{typed}` is too large: every page carries it", "`{typed}` 太大：每一页都要带上它"),
            words!("make it smaller than {} kB", "请压缩到 {} kB 以内", LARGEST_LOGO / 1000),
        ),
        Some(PictureKind::Svg) => match fault_in(bytes) {
            Some(fault) => refuse(
                words!(
                    "`{typed}` does more than show a picture: {} ({typed}:{})",
                    "`{typed}` 不只是图片：{}（{typed}:{}）",
                    fault.what.en, fault.place(); fault.what.zh, fault.place()
                ),
                words!(
                    "take that out, or save the picture as plain SVG or as .png: a published picture must run and load nothing",
                    "请去掉它，或把图片另存为“纯 SVG”或 .png：发布出去的图片不能运行或加载任何内容"
                ),
            ),
            None => Some(Logo { kind: PictureKind::Svg, bytes: bytes.clone() }),
        },
        Some(kind) => Some(Logo { kind, bytes: bytes.clone() }),
    }
}

/// An accent colour that is legible on the light ground; for the dark one, pages lighten it.
fn colour(typed: &Spanned<String>, values: &mut Resolver<'_>) -> Option<Colour> {
    let Some(colour) = Colour::parse(typed.value.trim()) else {
        let message = words!("`{}` is not a colour", "`{}` 不是颜色", typed.value.trim());
        let help = words!("write it in quotes, as `\"#17694a\"`", "请加引号书写，如 `\"#17694a\"`");
        values.findings.push(INVALID_VALUE.at(typed.span, message).help(help));
        return None;
    };
    let [paper, _] = Colour::GROUNDS;
    let contrast = colour.contrast(paper);
    if contrast < Colour::LEGIBLE {
        let (needed, darker) = (Colour::LEGIBLE, colour.legible_on(paper));
        let message = words!(
            "words in `{colour}` can hardly be read: their contrast to the page is {contrast:.1}, not {needed}",
            "`{colour}` 的文字很难看清：与页面的对比度是 {contrast:.1}，至少要 {needed}"
        );
        let help = words!("the same colour, darker: `\"{darker}\"`", "同一色调、深一些：`\"{darker}\"`");
        values.findings.push(INVALID_VALUE.at(typed.span, message).help(help));
        return None;
    }
    Some(colour)
}
