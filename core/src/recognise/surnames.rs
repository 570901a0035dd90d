//! Names of persons as values.

/// Surnames that nearly everybody in the country bears one of, as the household registers count them.
const SINGLE: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁于余叶蒋杜苏魏程吕丁任沈\
姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易\
乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉骆蔡翁费蒲卜裘缪奚";
const DOUBLE: &[&str] =
    &["欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "夏侯"];
/// Characters in which words of things end that begin like a surname.
const OF_THINGS: &str = "市区县镇乡村路街号室司厂店部局院校所队站港桥河山湖族业品车金油料类型式色级费额率数量度期日月年学法会处科股";

/// Whether a text reads as the name of a person: a surname, then one or two characters (a double surname: up to two).
pub(super) fn is_name(text: &str) -> bool {
    let length = text.chars().count();
    let han = text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·');
    let double = DOUBLE.iter().any(|surname| text.starts_with(surname));
    let single = text.chars().next().is_some_and(|c| SINGLE.contains(c));
    let thing = text.chars().last().is_some_and(|c| OF_THINGS.contains(c));
    han && !thing && ((double && (3..=4).contains(&length)) || (single && (2..=3).contains(&length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_things() {
        assert!(["张三", "李四光", "欧阳修", "诸葛孔明"].into_iter().all(is_name));
        assert!(
            !["张江镇", "黄金", "开业", "有限责任公司", "汉族", "Zhang", "白色", "高中文化程度"]
                .into_iter()
                .any(is_name)
        );
    }
}
