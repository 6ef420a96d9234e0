//! Resolves the service blueprint behind a touchpoint.

use super::values::Resolver;
use crate::load::raw::{RawBackstageStep, RawBlueprint, RawStep, RawSupportStep, RawText};
use crate::model::{BackstageStep, Blueprint, SupportStep};
use crate::source::Spanned;

impl Resolver<'_> {
    /// What stands behind a touchpoint.
    pub fn blueprint(&mut self, raw: RawBlueprint) -> Blueprint {
        let RawBlueprint { evidence, front, back, support } = raw;
        Blueprint {
            evidence: self.texts(evidence),
            front: self.texts(front),
            back: back.given().map_or_else(Vec::new, |steps| steps.each(|step| self.backstage_step(step))),
            support: support.given().map_or_else(Vec::new, |steps| steps.each(|step| self.support_step(step))),
        }
    }

    fn backstage_step(&mut self, raw: RawStep<RawBackstageStep>) -> Option<BackstageStep> {
        match raw {
            RawStep::Scalar(what) => {
                Some(BackstageStep { what: self.text(RawText::Scalar(what))?, role: None, fails: None })
            }
            RawStep::Mapping(Spanned { value: RawBackstageStep { what, role, fails }, span }) => {
                let what = self.required_text(what, "do", span);
                let (role, fails) = (self.role(role), self.optional_text(fails));
                Some(BackstageStep { what: what?, role, fails })
            }
        }
    }

    fn support_step(&mut self, raw: RawStep<RawSupportStep>) -> Option<SupportStep> {
        match raw {
            RawStep::Scalar(what) => Some(SupportStep { what: self.text(RawText::Scalar(what))?, system: None }),
            RawStep::Mapping(Spanned { value: RawSupportStep { what, system }, span }) => {
                let what = self.required_text(what, "do", span);
                let system = self.optional_text(system);
                Some(SupportStep { what: what?, system })
            }
        }
    }
}
