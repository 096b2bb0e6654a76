/** The floor, hall by hall; a booth is chosen on the picture. */
import { HighlightOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Empty, Segmented } from "antd";
import { useState } from "react";
import { useWords } from "@/i18n/dictionary";
import { drawingWords } from "@/i18n/drawing-words";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { BoothDialog } from "./booth-dialog";
import { dutiesOf } from "./duties";
import type { Shared } from "./exhibition-page";
import styles from "./exhibitions.module.css";
import { FloorLegend, FloorMap } from "./floor-map";
import { NewBoothsDialog } from "./new-booths-dialog";
import { PlanEditor } from "./plan-editor";
import { usePlan } from "./plan-picture";

export function FloorTab({ exhibition, desk, act }: Shared) {
  const t = useWords(exhibitionWords);
  const drawing = useWords(drawingWords);
  const { halls, booths, stage } = exhibition;
  const [chosenHall, setHall] = useState<number>();
  const [chosen, setChosen] = useState<number>();
  const [isAdding, setAdding] = useState(false);
  const [isDrawing, setDrawing] = useState(false);
  const hall = halls.find(({ no }) => no === chosenHall) ?? halls[0];
  const picture = usePlan((no) => desk.planUrl(no), hall);
  if (!hall) return <Empty className={styles.empty} description={t.noHalls} />;
  const shown = booths.filter(({ plan }) => plan.hall === hall.no);
  const booth = booths.find(({ no }) => no === chosen);
  const canAdd = dutiesOf(exhibition.roles).setUp && (stage === "preparing" || stage === "open");
  const add = canAdd && (
    <span className={styles.actions}>
      <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
        {t.addBooths}
      </Button>
      <Button icon={<HighlightOutlined />} onClick={() => setDrawing(true)}>
        {drawing.draw}
      </Button>
    </span>
  );
  if (isDrawing) {
    return (
      <PlanEditor
        hall={hall}
        exhibition={exhibition}
        desk={desk}
        act={act}
        onLeave={() => setDrawing(false)}
      />
    );
  }
  return (
    <>
      <div className={styles.bar}>
        {halls.length > 1 ? (
          <Segmented<number>
            aria-label={t.hall}
            value={hall.no}
            onChange={setHall}
            options={halls.map(({ no, name }) => ({ value: no, label: name }))}
          />
        ) : (
          <strong>{hall.name}</strong>
        )}
        <FloorLegend booths={shown} />
        {shown.length > 0 && add}
      </div>
      {shown.length === 0 ? (
        <Empty className={styles.empty} description={t.noBooths}>
          {add}
        </Empty>
      ) : (
        <div className={styles.floor}>
          <div className={styles.plan}>
            <FloorMap
              name={hall.name}
              booths={shown}
              picture={picture}
              onChoose={({ no }) => setChosen(no)}
            />
          </div>
        </div>
      )}
      {booth && (
        <BoothDialog
          key={booth.no}
          booth={booth}
          exhibition={exhibition}
          desk={desk}
          act={act}
          onClose={() => setChosen(undefined)}
        />
      )}
      {isAdding && (
        <NewBoothsDialog
          halls={[hall]}
          onSave={(plans) => act(desk.addBooths(plans))}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}
