//! What a field may hold, and what holding it makes of a data item.

use serde::Serialize;

use crate::law::Text;

/// How sensitive personal information is (个人信息保护法第二十八条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Not personal.
    None,
    /// Personal information.
    Personal,
    /// Sensitive personal information. The article's list is open, so a person may go further.
    Sensitive,
}

/// Whether content says whom the record is about (标识类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Identifier {
    /// It does not.
    None,
    /// Together with other content.
    Quasi,
    /// By itself.
    Direct,
}

/// A kind, its word, what it is called, and what it makes of an item.
type Row = (Kind, &'static str, Text, Sensitivity, bool, Identifier);

macro_rules! kinds {
    ($($kind:ident $word:literal $zh:literal $en:literal $sensitivity:ident $privacy:literal $identifier:ident;)*) => {
        /// A kind of content that matters for sharing and opening.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind {
            $(#[doc = concat!($zh, ": ", $en, ".")] $kind,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$kind => (
                        self,
                        $word,
                        Text { zh: $zh, en: $en },
                        Sensitivity::$sensitivity,
                        $privacy,
                        Identifier::$identifier,
                    ),)*
                }
            }
        }
    };
}

kinds! {
    PersonName "person_name" "姓名" "name of a person" Personal false Direct;
    ResidentId "resident_id" "公民身份号码" "citizen identity number" Personal true Direct;
    Passport "passport" "护照、通行证号码" "passport or travel permit" Personal true Direct;
    CertificateNo "certificate_no" "个人证件号码" "number of another certificate of a person" Personal false Direct;
    PersonId "person_id" "个人编号" "a system's own number for a person" Personal false Direct;
    Mobile "mobile" "手机号码" "mobile number" Personal true Direct;
    Phone "phone" "个人电话" "telephone of a person" Personal true Direct;
    Email "email" "电子邮箱" "e-mail address" Personal true Direct;
    Address "address" "住址" "where a person lives" Personal true Quasi;
    BankAccount "bank_account" "银行账号" "bank account or card" Sensitive true Direct;
    Plate "plate" "车牌号码" "number plate" Personal false Direct;
    VehicleId "vehicle_id" "车辆识别代号" "number of a vehicle or of its papers" Personal false Direct;
    Account "account" "网络账号、设备标识" "account in a network, number of a device" Personal false Direct;
    Credential "credential" "密码、密钥" "password or key" Personal true None;
    BirthDate "birth_date" "出生日期" "date of birth" Personal false Quasi;
    Age "age" "年龄" "age" Personal false Quasi;
    Sex "sex" "性别" "sex" Personal false Quasi;
    Ethnicity "ethnicity" "民族" "ethnic group" Personal false Quasi;
    Nationality "nationality" "国籍" "nationality" Personal false Quasi;
    NativePlace "native_place" "籍贯" "native place" Personal false Quasi;
    Marital "marital" "婚姻、生育" "marriage and children" Personal true Quasi;
    Political "political" "政治面貌" "political status" Personal true Quasi;
    Religion "religion" "宗教信仰" "religion" Sensitive true Quasi;
    Education "education" "文化程度" "education" Personal false Quasi;
    Occupation "occupation" "职业" "work" Personal false Quasi;
    Family "family" "家庭关系" "family" Personal true Quasi;
    Minor "minor" "未成年人信息" "minors and their guardians" Sensitive true Direct;
    Health "health" "医疗健康" "health" Sensitive true None;
    Biometric "biometric" "生物识别" "biometrics" Sensitive true Direct;
    Photo "photo" "照片" "portrait" Personal false Direct;
    Location "location" "行踪轨迹" "whereabouts" Sensitive true None;
    Wealth "wealth" "个人财产" "income, insurance, property of a person" Personal true None;
    Conviction "conviction" "违法犯罪记录" "offences and judgements" Personal true None;
    TradeSecret "trade_secret" "商业秘密" "business secret" None false None;
    Commercial "commercial" "保密商务信息" "confidential commercial information" None false None;
    Uscc "uscc" "统一社会信用代码" "unified social credit code: of an organisation, no bar" None false None;
    OrgCode "org_code" "组织机构代码" "organisation code: of an organisation, no bar" None false None;
}

impl Kind {
    /// The word that answers use.
    pub const fn as_str(self) -> &'static str {
        self.row().1
    }

    /// The kind of a word of [`Kind::as_str`].
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }

    /// What people call it.
    pub const fn text(self) -> Text {
        self.row().2
    }

    /// How sensitive it is.
    pub const fn sensitivity(self) -> Sensitivity {
        self.row().3
    }

    /// Whether it is personal information (个人信息).
    pub fn is_personal(self) -> bool {
        self.sensitivity() != Sensitivity::None
    }

    /// Whether people keep it to themselves (个人隐私).
    pub const fn is_privacy(self) -> bool {
        self.row().4
    }

    /// Whether it says whom the record is about.
    pub const fn identifier(self) -> Identifier {
        self.row().5
    }

    /// Whether nothing stands against opening it.
    pub fn is_harmless(self) -> bool {
        matches!(self, Self::Uscc | Self::OrgCode)
    }
}

impl Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
